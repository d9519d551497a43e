// What an upgrade takes: the sample configuration and the migrations of two releases, read from Git.
import { compact } from '../../compact.ts';
import type { TagName } from '../../plan/brands.ts';
import type { Git } from '../../world/git/git.ts';

export interface UpgradeRequest {
  /** The path of a sample configuration in the repository. */
  readonly configExample?: string;
  /** A glob of the schema migrations in the repository. */
  readonly migrations?: string;
}

/** The lines of the section Upgrading; undefined where nothing is asked for, or there is no release before. */
export async function upgrade(
  git: Git,
  { configExample, migrations }: UpgradeRequest,
  {
    commit,
    previousTag,
    previous,
  }: {
    readonly commit: string;
    readonly previousTag: TagName | undefined;
    readonly previous: string | undefined;
  },
): Promise<readonly string[] | undefined> {
  if (previousTag === undefined || previous === undefined || (configExample ?? migrations) === undefined)
    return undefined;
  // The readers of YAML and TOML are loaded only where they are asked for: they would double the time to start.
  const { describeUpgrade } = await import('../../changelog/upgrading/upgrading.ts');
  const [before, after, filesBefore, filesAfter] = await Promise.all([
    configExample === undefined ? undefined : git.show(previous, configExample),
    configExample === undefined ? undefined : git.show(commit, configExample),
    migrations === undefined ? [] : git.listFiles(previous, migrations),
    migrations === undefined ? [] : git.listFiles(commit, migrations),
  ]);
  const old = new Map(filesBefore.map(({ path, blob }) => [path, blob]));
  const texts = await textsOf(
    git,
    commit,
    filesAfter.filter(({ path, blob }) => old.get(path) !== blob).map(({ path }) => path),
  );
  return describeUpgrade(
    compact({
      previousTag,
      config: configExample === undefined ? undefined : { path: configExample, before, after },
      migrations: {
        before: filesBefore,
        after: filesAfter.map((file) => {
          const text = texts.get(file.path);
          return text === undefined ? file : { ...file, text };
        }),
      },
    }),
  );
}

/** So many migrations are read at most: Alembic and Liquibase say in their files in which order they run. */
const mostRead = 200;

async function textsOf(
  git: Git,
  commit: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const telling = paths.filter((path) => /\.(?:py|sql|xml|ya?ml|json)$/i.test(path));
  if (telling.length > mostRead) return texts;
  for (const path of telling) {
    const text = await git.show(commit, path);
    if (text !== undefined) texts.set(path, text);
  }
  return texts;
}
