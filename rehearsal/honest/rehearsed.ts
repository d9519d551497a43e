// One combination, rehearsed: a release by the bundle, and `mode: verify` over what it has published.
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../e2e/programs.ts';
import type { JobOptions, JobResult } from '../runner/job.ts';
import type { Site } from '../runner/site.ts';
import { inputsOf } from './matrix.ts';
import type { Row } from './pairwise.ts';

const password = 'of the matrix';

export interface Attempt {
  readonly released: JobResult;
  /** Absent where nothing was released. */
  readonly verified?: JobResult;
}

export interface Rehearsed {
  /** @param at makes the tag `v2.<at>.0`; higher than all before it */
  readonly attempt: (row: Row, at: number) => Promise<Attempt>;
}

/** @param dir for the key pair; @param job runs the action on this site */
export async function rehearseRows(
  site: Site,
  dir: string,
  job: (options: JobOptions) => Promise<JobResult>,
): Promise<Rehearsed> {
  await run(site.world.tools.cosign, ['generate-key-pair', '--output-key-prefix', join(dir, 'k')], {
    HOME: dir,
    COSIGN_PASSWORD: password,
  });
  const privateKey = await readFile(join(dir, 'k.key'), 'utf8');
  const publicKey = await readFile(join(dir, 'k.pub'), 'utf8');
  let newest = 'v1.2.0';
  return {
    attempt: async (row, at) => {
      const tag = `v2.${at}.0`;
      addTag(site, tag, newest);
      newest = tag;
      const { called = '', sign = '', attest = '', prerelease = '' } = row;
      const keyed = sign === 'key';
      const released = await job({
        ...{ ref: `refs/tags/${tag}`, event: 'push' },
        with: {
          ...inputsOf(row),
          files: 'an.tar.gz',
          ...(keyed ? { 'cosign-key': privateKey, 'cosign-password': password } : {}),
        },
        prepare: (workspace) => writeFile(join(workspace, 'an.tar.gz'), `of ${tag}`),
        ...(called === '' ? {} : { jobWorkflowRef: called }),
      });
      if (released.exitCode !== 0) return { released };
      const known = keyed ? { 'cosign-key': publicKey } : {};
      const verified = await job({
        ...{ ref: `refs/tags/${tag}`, event: 'push', builder: false },
        with: { mode: 'verify', sign, attest, prerelease, ...known },
        permissions: { actions: 'read' },
      });
      return { released, verified };
    },
  };
}

/** What is not as it should be, one line each; nothing where the release and its verification are whole. */
export function wrongOf({ released, verified }: Attempt): readonly string[] {
  const errors = released.annotations.flatMap(({ level, message }) => (level === 'error' ? [message] : []));
  const isWhole = ({ exitCode, outputs }: JobResult): boolean =>
    exitCode === 0 && outputs['verified'] === 'true';
  const open = (verified?.log ?? []).filter((line) => /^NOT OK|^not run/.test(line));
  return [
    ...errors,
    ...(isWhole(released) ? [] : ['the release is not verified']),
    ...open,
    ...(verified && isWhole(verified) ? [] : ['mode: verify does not verify it']),
  ];
}

/** Each release has a commit of its own. */
function addTag({ gitDir, world }: Site, tag: string, parent: string): void {
  const who = { NAME: 'Ada', EMAIL: 'ada@example.com', DATE: '2026-04-01T12:00:00Z' };
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null' };
  for (const [name, value] of Object.entries(who))
    for (const role of ['AUTHOR', 'COMMITTER']) env[`GIT_${role}_${name}`] = value;
  const git = (...argv: readonly string[]): string =>
    execFileSync(world.tools.git, ['--git-dir', gitDir, ...argv], { env, encoding: 'utf8' }).trim();
  git('tag', tag, git('commit-tree', `${parent}^{tree}`, '-p', `${parent}^{commit}`, '-m', `feat: ${tag}`));
}
