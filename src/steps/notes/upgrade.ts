// What an upgrade takes: the sample configuration and the migrations of two releases, read from Git.
import type { UpgradeInput } from '../../changelog/upgrading/upgrading.ts';
import { compact } from '../../compact.ts';
import type { TagName } from '../../plan/brands.ts';
import type { FileEntry, Git } from '../../world/git/git.ts';

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
  const [config, filesBefore, filesAfter] = await Promise.all([
    configExample === undefined ? undefined : sampleOf(git, configExample, { previous, commit }),
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
      config,
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

/** The sample at both releases; one that only one of them has may have another name in the other. */
async function sampleOf(
  git: Git,
  path: string,
  { previous, commit }: { readonly previous: string; readonly commit: string },
): Promise<UpgradeInput['config']> {
  const [before, after] = await Promise.all([git.show(previous, path), git.show(commit, path)]);
  if ((before === undefined) === (after === undefined)) return { path, before, after };
  const [old, now] = await Promise.all([allFiles(git, previous), allFiles(git, commit)]);
  const gone = after === undefined;
  const other = gone ? sameSample(path, old, now) : sameSample(path, now, old);
  const text = other === undefined ? undefined : await git.show(gone ? commit : previous, other);
  if (other === undefined || text === undefined) return { path, before, after };
  return gone
    ? { path: other, before, after: text, formerPath: path }
    : { path, before: text, after, formerPath: other };
}

/** A `*` takes no name that begins with a dot. */
async function allFiles(git: Git, commit: string): Promise<readonly FileEntry[]> {
  const lists = await Promise.all(['**', '**/.*'].map((glob) => git.listFiles(commit, glob)));
  return lists.flat();
}

/** The one file that only the other release has and that is the same sample: by its content, its name, or its name but for such a word. */
function sameSample(
  path: string,
  here: readonly FileEntry[],
  there: readonly FileEntry[],
): string | undefined {
  const known = new Set(here.map((file) => file.path));
  const blob = here.find((file) => file.path === path)?.blob;
  const others = there.filter((file) => !known.has(file.path));
  const by = (fits: (file: FileEntry) => boolean): string | undefined => {
    const [first, ...more] = others.filter(fits);
    return more.length === 0 ? first?.path : undefined;
  };
  return (
    by((file) => file.blob === blob) ??
    by((file) => nameOf(file.path) === nameOf(path)) ??
    by((file) => plainPath(file.path) === plainPath(path)) ??
    by((file) => nameOf(plainPath(file.path)) === nameOf(plainPath(path)))
  );
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `config.example.yaml`, `config.sample.json` and `example-config.toml` are one sample in other forms. */
function plainPath(path: string): string {
  const name = nameOf(path)
    .toLowerCase()
    .replace(/(?<![a-z])(?:example|sample|dist|default|template|tmpl|tpl)s?(?![a-z])/g, '')
    .replace(/[._-]+/g, '.')
    .replace(/^\.|\.$/g, '')
    .replace(/(?<=.)\.(?:ya?ml|json[c5]?|toml|ini|cfg|conf|cnf|properties)$/, '');
  return `${path.slice(0, path.lastIndexOf('/') + 1)}${name === '' ? nameOf(path) : name}`;
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
