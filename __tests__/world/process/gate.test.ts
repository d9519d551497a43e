import { describe, expect, test } from '@jest/globals';
import { tmpdir } from 'node:os';
import { environmentOfTools, surroundingsIn } from '../../../src/run/environment.ts';
import { makeExec } from '../../../src/world/process/exec.ts';
import { makeGate } from '../../../src/world/process/gate.ts';

const facts = {
  IMAGE: 'ghcr.io/o/app@sha256:aa',
  DIGEST: 'sha256:aa',
  PLATFORM_DIGESTS: '{"linux/amd64":"sha256:bb"}',
  TAG: 'v1.2.0',
  NOTES: '/tmp/notes.md',
};
const path = { PATH: process.env['PATH'] ?? '', HOME: '/home/runner' };
const secrets = {
  'INPUT_GITHUB-TOKEN': 'ghs_secret',
  GITHUB_TOKEN: 'ghs_secret',
  GH_TOKEN: 'ghs_secret',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'oidc',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://oidc',
  ACTIONS_RUNTIME_TOKEN: 'cache',
  GITHUB_ENV: '/tmp/env',
  GITHUB_OUTPUT: '/tmp/output',
  COSIGN_PASSWORD: 'pw',
  AWS_SECRET_ACCESS_KEY: 'aws',
  VAULT_TOKEN: 'vault',
  KUBECONFIG: '/etc/kube',
  NPM_TOKEN: 'npm',
  DATABASE_URL: 'postgres://user:pw@db',
  BASH_ENV: '/tmp/rc',
};

async function run(
  command: string,
  env: Record<string, string> = {},
): Promise<{ code: number; said: string }> {
  const all = { ...path, ...secrets, ...env };
  const said: string[] = [];
  const gate = makeGate(makeExec({ env: environmentOfTools(all) }), {
    guard: { mask: (text) => text.replaceAll('hunter2', '***') },
    workspace: tmpdir(),
    env: { ...surroundingsIn(all, '/root').gateEnv, DOCKER_CONFIG: '/tmp/docker' },
  });
  const code = await gate.run(command, facts, (line) => said.push(line));
  return { code, said: said.join('\n') };
}

describe('a command of the gate', () => {
  test.each<[string, number, string]>([
    ['echo "$IMAGE $DIGEST $TAG $NOTES"', 0, 'ghcr.io/o/app@sha256:aa sha256:aa v1.2.0 /tmp/notes.md'],
    ['echo "$PLATFORM_DIGESTS"', 0, '{"linux/amd64":"sha256:bb"}'],
    ['echo "$DOCKER_CONFIG"; pwd', 0, `/tmp/docker\n${tmpdir()}`],
    ['exit 7', 7, ''],
    ['false | true', 1, ''],
    ['false; echo never', 1, ''],
    ['echo out; echo err >&2; [ 1 = 1 ] && exit 3', 3, 'out\nerr'],
    ['no-such-program-here', 127, 'command not found'],
    ['echo hunter2', 0, '***'],
    ['echo seen | tee /dev/stderr | grep -q seen', 0, 'seen'],
    ['kill -9 $$', 137, ''],
  ])('%s', async (command, code, said) => {
    const ended = await run(command);
    expect(ended.code).toBe(code);
    for (const line of said.split('\n')) expect(ended.said).toContain(line);
    expect(ended.said).not.toContain('never');
  });

  test('sees no variable that it was not given: neither a secret, nor where the runner takes commands', async () => {
    const { said } = await run('env', { GATE_SCANNER_KEY: 'given on purpose', https_proxy: 'http://proxy' });
    const names = said.split('\n').map((line) => line.split('=')[0]);
    for (const name of Object.keys(secrets)) expect(names).not.toContain(name);
    expect(said).not.toMatch(/ghs_secret|oidc|hunter2/);
    expect(names).toEqual(expect.arrayContaining(['PATH', 'HOME', 'GATE_SCANNER_KEY', 'https_proxy', 'TAG']));
  });

  test('is no command to the runner, whatever it says', async () => {
    const { said } = await run("echo '::set-output name=a::b'; printf '##[error]x\\n'");
    expect(said).not.toMatch(/^::/m);
    expect(said).not.toMatch(/^##\[/m);
  });
});
