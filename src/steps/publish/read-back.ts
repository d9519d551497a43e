// What a user would pull and see, read back from outside after publishing; what is left to people is said with commands.
import { count } from '../../report/quantities.ts';
import type { Page } from '../../plan/record/page.ts';
import type { Context } from '../../plan/context.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Image, MovedPointer } from '../../plan/artifacts.ts';
import type { ReleaseAsset } from '../../plan/record/release-record.ts';
import type { World } from '../../world/world.ts';
import { pushTagCommand } from './pointer-targets.ts';
import { recordName } from '../../plan/asset-names.ts';
import { checked, imageChecks } from './read-back-image.ts';
import { readPointer } from '../../find/read-pointer.ts';
import { publicChecks } from '../../find/public-image.ts';
import { otherWords, strangers } from './as-made.ts';
import type { Check } from '../prove/verify.ts';
import type { GitHubRelease } from '../../world/github/types.ts';
import type { Job } from '../../run/job.ts';

/** What has been published. */
export interface Public {
  readonly image: Image;
  readonly release: GitHubRelease;
  readonly assets: readonly ReleaseAsset[];
  readonly moved: readonly MovedPointer[];
  /** The words that this very run has published; absent where they are an earlier run's, or a person's by now. */
  readonly page?: Page;
}

type Asked = Pick<World, 'registry' | 'github'>;

/** A check that fails is a result, not an exception. */
export async function readBack(
  job: Pick<Job<Plan, Asked>, 'plan' | 'world' | 'steps'>,
  made: Public,
  context: Context,
): Promise<readonly Check[]> {
  const { plan, world, steps } = job;
  return steps.run({
    title: 'Read back what is public',
    make: async (log) => {
      const checks = (
        await Promise.all([
          page(plan, made, world).then((check) => [check]),
          imageChecks(plan, made, world.registry),
          publicChecks(plan, made.image, world.registry),
          otherPointers(plan, made, world),
          attestedByGitHub(plan, made, world),
          mergedBack(plan, context, world),
        ])
      ).flat();
      for (const { state, text, detail } of checks)
        log(`${state === 'failed' ? 'NOT OK' : state}: ${text} (${detail})`);
      return checks;
    },
    outcome: (checks) => (checks.some(({ state }) => state === 'failed') ? 'failed' : 'checked'),
    describe: (checks) => {
      const passed = checks.filter(({ state }) => state === 'passed').length;
      const open = checks.filter(({ state }) => state === 'to-do').length;
      return `${passed} of ${count(checks.length, 'check')} passed${open === 0 ? '' : `, ${open} to do`}`;
    },
  });
}

async function page(plan: Plan, { release, assets, page: words }: Public, { github }: Asked): Promise<Check> {
  const now = await github.release(release.id);
  const wrong = now
    ? [
        ...(now.draft ? ['it is a draft'] : []),
        ...(now.body.trim() === '' ? ['the notes are empty'] : []),
        ...assets.flatMap(({ name, sha256 }) => {
          const there = now.assets.find((asset) => asset.name === name);
          if (there?.state !== 'uploaded') return [`${name} is not there`];
          return (there.digest ?? `sha256:${sha256}`) === `sha256:${sha256}`
            ? []
            : [`${name} is ${there.digest ?? ''}`];
        }),
        ...strangers(now, assets).map((name) => `${name} is not of this release`),
        ...(words ? otherWords(now, words) : []),
      ]
    : ['not found'];
  return checked('The release page has its notes and assets', wrong, count(assets.length, 'asset'), [
    `gh release view ${plan.tag} --repo ${plan.repository.fullName}`,
  ]);
}

async function otherPointers(plan: Plan, { moved }: Public, world: Asked): Promise<readonly Check[]> {
  const repo = plan.repository;
  const mine = moved.filter(({ kind, left }) => kind !== 'image' && !left);
  const open = moved.flatMap(({ name, refused }): Check[] =>
    refused === undefined
      ? []
      : [
          {
            text: `The Git tag ${name} names the release's commit`,
            state: 'to-do',
            detail: refused,
            commands: [pushTagCommand(plan, name, plan.commit)],
          },
        ],
  );
  const checks = await Promise.all(
    mine.map(async ({ kind, name }) => {
      if (kind === 'git') {
        const now = await readPointer({ kind, name }, undefined, world);
        return checked(
          `The Git tag ${name} names the release's commit`,
          now === plan.commit ? [] : [now ?? 'there is none'],
          plan.commit,
          [`git ls-remote ${repo.url} 'refs/tags/${name}'`],
        );
      }
      const now = await readPointer({ kind, name }, undefined, world);
      return checked(
        "GitHub's latest release is this one",
        now === plan.tag ? [] : [now ?? 'none'],
        plan.tag,
        [`gh release view --repo ${repo.fullName}`],
      );
    }),
  );
  return [...open, ...checks];
}

/** GitHub's own word on an immutable release; it may come a little later than the release (H11 in docs/reality.md). */
async function attestedByGitHub(
  { tag, commit, repository }: Plan,
  { release }: Public,
  { github }: Asked,
): Promise<readonly Check[]> {
  if (!release.immutable) return [];
  const objects = new Set([(await github.tagTarget(tag)) ?? commit, commit]);
  const tags = await Promise.all([...objects].map((object) => github.attestedReleases(object)));
  const isThere = tags.flat().includes(tag);
  return [
    {
      text: 'The release is immutable, and GitHub attests it',
      state: isThere ? 'passed' : 'not-run',
      detail: isThere
        ? `its tag and ${count(release.assets.length, 'asset')}`
        : 'the attestation is not there yet',
      commands: [
        `gh release verify ${tag} --repo ${repository.fullName}   # gh 2.81 or later`,
        `gh release verify-asset ${tag} ${recordName} --repo ${repository.fullName}   # any asset`,
      ],
    },
  ];
}

/** A hotfix that only its own branch has comes back as a bug with the next release. */
async function mergedBack(plan: Plan, { repository }: Context, { github }: Asked): Promise<readonly Check[]> {
  const branches = [...new Set(['develop', repository.defaultBranch ?? 'main'])];
  const found = await Promise.all(
    branches.map(async (branch): Promise<readonly Check[]> => {
      const merged = await github.isReachable(plan.commit, branch);
      if (merged === undefined) return [];
      const text = `${plan.tag} is merged back into ${branch}`;
      if (merged) {
        const command = `git fetch origin && git merge-base --is-ancestor ${plan.commit} origin/${branch}`;
        return [{ text, state: 'passed', detail: plan.commit, commands: [command] }];
      }
      return [
        {
          text,
          state: 'to-do',
          detail: `${branch} does not have ${plan.commit}`,
          commands: [
            'git fetch origin --tags',
            `git switch ${branch}`,
            `git merge ${plan.tag}`,
            `git push origin ${branch}`,
          ],
        },
      ];
    }),
  );
  return found.flat();
}
