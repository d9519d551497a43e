import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { globalConfig } from '../../../src/world/git/global-config.ts';
import { folder, gitEnvironment, makeRepository, removeFolders } from '../../support/world/repository.ts';

afterAll(removeFolders);

const repository = makeRepository();
repository.branch('main', repository.commit('one'));
const settings = folder();
const mine = join(settings, 'a "mine"');
writeFileSync(mine, '[release]\n\ttest = kept\n[safe]\n\tdirectory = /somewhere/else\n');

/** As Git does in a workspace of another user; what stands on its command line does not count here, as in old versions. */
const asOther = (config: string, ...args: readonly string[]): string =>
  execFileSync('git', args, {
    cwd: repository.dir,
    env: { ...gitEnvironment, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1', GIT_CONFIG_GLOBAL: config },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  }).trim();

test('Git reads a workspace of another user, and the settings of its own', () => {
  expect(() => asOther(mine, 'rev-parse', 'HEAD')).toThrow(/dubious ownership|unsafe repository/);
  const config = globalConfig(settings, [join(settings, 'not-there'), mine]);
  expect(asOther(config, 'rev-parse', 'HEAD')).toMatch(/^[0-9a-f]{40}$/);
  expect(asOther(config, 'config', '--get', 'release.test')).toBe('kept');
});
