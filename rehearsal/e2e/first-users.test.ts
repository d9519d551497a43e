// Two hand-written release workflows of the usual shape, and the recipes that take their place: whatever the old one left for its users
// is there afterwards, or the page names it as lost and says what to do.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { permissionsIn, producedBy, unaccounted } from '../before/produced.ts';
import { PROJECT } from '../runner/machine.ts';
import { readRecipes, readWorkflowFile } from '../runner/recipe.ts';
import type { Play } from '../runner/run-recipe.ts';
import { identityOf } from './programs.ts';
import { outputsOf, PAGES, recipeGround, type RecipeGround } from './recipe-ground.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

const fixture = (name: string): string => join(PROJECT, 'rehearsal/before/fixtures', name);
const GORELEASER = fixture('api-test.goreleaser.yml');

let stage: Stage;
let { git, commit, recipe, digestOf, imageTags, releaseOf } = {} as RecipeGround;
beforeAll(async () => {
  stage = await openStage();
  ({ git, commit, recipe, digestOf, imageTags, releaseOf } = recipeGround(stage));
  // The line of 0.x.
  git(['update-ref', 'refs/heads/old', git(['rev-parse', 'v1.1.0^{commit}'])]);
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

const producedAt = async (workflow: string, name: string, goreleaser?: string) => {
  const sha = git(['rev-parse', `${name}^{commit}`]);
  const pushed = { kind: 'tag', name, sha, defaultBranch: 'main' } as const;
  return producedBy(await readWorkflowFile(fixture(workflow)), pushed, goreleaser);
};

/** Labels of the image of one platform; of those that GitHub tells, a repository without a license has no such label. */
async function labelsOf(tag: string): Promise<readonly string[]> {
  const { judges } = stage;
  const { stdout } = await judges.crane('config', '--platform', 'linux/amd64', `${judges.image}:${tag}`);
  const { config } = JSON.parse(stdout) as { readonly config: { readonly Labels: object } };
  const told = JSON.parse(
    (await judges.gh('api', `repos/${stage.site.repository}`, '--jq', '[.description, .license]')).stdout,
  ) as readonly (object | string | null)[];
  const untold = ['description', 'licenses'].filter((_, at) => told[at] === null);
  return [...Object.keys(config.Labels), ...untold.map((key) => `org.opencontainers.image.${key}`)];
}

/** Everything that the old workflow left behind a tag, against what the recipe's run has left and what its page says is lost. */
async function expectAccounted(
  page: string,
  tag: string,
  before: Awaited<ReturnType<typeof producedAt>>,
): Promise<void> {
  const text = await readFile(join(PAGES, page), 'utf8');
  const version = tag.slice(1);
  const image = `${stage.judges.image}:${tag}`;
  const after = {
    tags: Object.keys(await imageTags()),
    labels: await labelsOf(tag),
    assets: (await releaseOf(tag)).assets,
    other: [],
  };
  for (const key of ['tags', 'labels', 'assets', 'other'] as const)
    expect([key, unaccounted(before[key], after[key], text, version)]).toEqual([key, []]);
  // All of one release: no tag of it names another image.
  const digest = await digestOf(tag);
  for (const name of before.tags.filter((one) => after.tags.includes(one)))
    expect([name, await digestOf(name)]).toEqual([name, digest]);
  const identity = identityOf(stage.site, tag);
  if (before.proofs.includes('signature'))
    expect(await stage.judges.cosignVerify(image, identity)).toMatchObject({ code: 0 });
  if (before.proofs.includes('provenance'))
    expect(
      await stage.judges.ghVerify(`oci://${image}`, '--owner', stage.site.repository.split('/')[0] ?? ''),
    ).toMatchObject({ code: 0 });
  // What the recipe's jobs may and the old ones might not is said in the page, beside the workflow.
  const [workflow] = await readRecipes(join(PAGES, page));
  const said = text.replace(/^```[^]*?^```/gm, '');
  const asked = Object.entries(workflow === undefined ? {} : permissionsIn(workflow));
  const fresh = asked.filter(([scope, access]) => access === 'write' && before.permissions[scope] !== access);
  expect(fresh.filter(([scope]) => !said.includes(`\`${scope}: write\``))).toEqual([]);
}

test(
  'rust.md takes the place of a workflow with native runners: both tag forms, archives, and all that was there',
  async () => {
    const chart = git(['show', 'v1.2.0:chart/Chart.yaml']).replaceAll('1.2.0', '1.3.0');
    const files = {
      'Cargo.toml': '[package]\nname = "barycenter"\nversion = "1.3.0"\n',
      'chart/Chart.yaml': chart,
    };
    commit('main', 'feat: token refresh', files, ['refs/heads/main', 'refs/tags/v1.3.0']);
    const jobs = await recipe('rust.md', { ref: 'refs/tags/v1.3.0' });
    const digest = outputsOf(jobs)['digest'];
    const short = git(['rev-parse', '--short=7', 'v1.3.0^{commit}']);
    for (const tag of ['v1.3.0', '1.3.0', 'v1.3', '1.3', 'v1', '1', 'latest', `sha-${short}`])
      expect([tag, await digestOf(tag)]).toEqual([tag, digest]);
    const { assets, body } = await releaseOf('v1.3.0');
    expect(assets).toEqual(
      expect.arrayContaining(['signpost_1.3.0_linux_amd64.tar.gz', 'signpost_1.3.0_linux_arm64.tar.gz']),
    );
    expect(body).toContain('### Features\n');
    await expectAccounted('rust.md', 'v1.3.0', await producedAt('barycenter.yml', 'v1.3.0'));
  },
  3 * RELEASE_MS,
);

test(
  'go.md takes the place of goreleaser and a job for latest: latest stays with main, and all that was there',
  async () => {
    const main = await recipe('go.md', { ref: 'refs/heads/main' });
    const head = outputsOf(main)['digest'];
    expect(await digestOf('latest')).toBe(head);
    const sql = { 'migrations/0009_rotate.sql': 'ALTER TABLE visits ADD COLUMN at INTEGER;\n' };
    commit('v1.1.0', 'feat: rotate', sql, ['refs/heads/old', 'refs/tags/v0.4.0']);
    git(['update-ref', 'refs/tags/v0.3.0', git(['rev-parse', 'v1.1.0^{commit}~1'])]);
    const before = await producedAt('api-test.yml', 'v0.4.0', GORELEASER);
    const archives = before.assets.filter((name) => /\.(?:tar\.gz|zip)$/.test(name));
    /** What goreleaser leaves in dist/. */
    const goreleaser: Play = async ({ uses }, workspace) => {
      expect(uses).toMatch(/^goreleaser\/goreleaser-action@/);
      for (const name of archives) {
        const file = join(workspace, 'dist', name);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, name);
      }
    };
    await recipe('go.md', { ref: 'refs/tags/v0.4.0', play: goreleaser });
    expect(await digestOf('latest')).toBe(head);
    const { assets, body } = await releaseOf('v0.4.0');
    expect(assets).toEqual(expect.arrayContaining(archives.map((name) => `${name}.sigstore.json`)));
    expect(body).toContain('0009_rotate.sql');
    await expectAccounted('go.md', 'v0.4.0', before);
  },
  2 * RELEASE_MS,
);
