// A release that this action made verifies, however it was asked for: every two settings together, released and verified.
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { run } from './programs.ts';
import { type Row, pairsOf, pairwise, product } from './pairwise.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

const parameters = {
  sign: ['keyless', 'key', 'none'],
  attest: ['true', 'false'],
  checksums: ['checksums.txt', ''],
  'sign-assets': ['checksums', 'each'],
  sbom: ['', 'auto'],
  prerelease: ['false', 'true'],
  called: ['', 'octo-org/shared/.github/workflows/release.yml@refs/heads/main'],
  visibility: ['public', 'private'],
} as const;
/** What the inputs themselves refuse. */
const allowed = ({ sign, 'sign-assets': each }: Row): boolean => !(sign === 'none' && each === 'each');
const rows = pairwise(parameters, allowed);
const password = 'of the matrix';

test('every two values that may stand together do', () => {
  const wanted = new Set(product(parameters).filter(allowed).flatMap(pairsOf));
  expect(new Set(rows.flatMap(pairsOf))).toEqual(wanted);
  expect(rows.length).toBeLessThanOrEqual(12);
});

describe.each(parameters.visibility)('in a %s repository', (visibility) => {
  const own = rows.filter((row) => row['visibility'] === visibility);
  let stage: Stage;
  let key: string;
  let publicKey: string;

  beforeAll(async () => {
    stage = await openStage({ visibility, newPackages: visibility });
    await run(
      stage.site.world.tools.cosign,
      ['generate-key-pair', '--output-key-prefix', join(stage.dir, 'k')],
      {
        HOME: stage.dir,
        COSIGN_PASSWORD: password,
      },
    );
    key = await readFile(join(stage.dir, 'k.key'), 'utf8');
    publicKey = await readFile(join(stage.dir, 'k.pub'), 'utf8');
  }, SET_UP_MS);
  afterAll(() => stage.close(), SET_UP_MS);

  /** Each release has a commit of its own. */
  const tagOf = (at: number): string => {
    const tag = `v2.${at}.0`;
    const who = { NAME: 'Ada', EMAIL: 'ada@example.com', DATE: '2026-04-01T12:00:00Z' };
    const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null' };
    for (const [name, value] of Object.entries(who))
      for (const role of ['AUTHOR', 'COMMITTER']) env[`GIT_${role}_${name}`] = value;
    const git = (...argv: readonly string[]): string =>
      execFileSync(stage.site.world.tools.git, ['--git-dir', stage.site.gitDir, ...argv], {
        env,
        encoding: 'utf8',
      }).trim();
    const parent = at === 0 ? 'v1.2.0' : `v2.${at - 1}.0`;
    git('tag', tag, git('commit-tree', `${parent}^{tree}`, '-p', `${parent}^{commit}`, '-m', `feat: ${tag}`));
    return tag;
  };

  test.each(own.map((row, at) => [JSON.stringify(row), row, at] as const))(
    '%s verifies',
    async (_, row, at) => {
      const tag = tagOf(at);
      const { called = '' } = row;
      const inputs = Object.fromEntries(
        Object.entries(row).filter(([name]) => !['called', 'visibility'].includes(name)),
      );
      const keyed = row['sign'] === 'key';
      const released = await stage.release(tag, {
        with: {
          ...inputs,
          files: 'an.tar.gz',
          ...(keyed ? { 'cosign-key': key, 'cosign-password': password } : {}),
        },
        prepare: (workspace) => writeFile(join(workspace, 'an.tar.gz'), `of ${tag}`),
        ...(called === '' ? {} : { jobWorkflowRef: called }),
      });
      expect(released.annotations.filter(({ level }) => level === 'error')).toEqual([]);
      expect(released).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });

      const { sign, attest, prerelease } = inputs;
      const verified = await stage.release(tag, {
        builder: false,
        with: {
          ...{ mode: 'verify', sign: sign!, attest: attest!, prerelease: prerelease! },
          ...(keyed ? { 'cosign-key': publicKey } : {}),
        },
        permissions: { actions: 'read' },
      });
      expect(verified.log.filter((line) => /^NOT OK|^not run/.test(line))).toEqual([]);
      expect(verified).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
    },
    RELEASE_MS,
  );
});
