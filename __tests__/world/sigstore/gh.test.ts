import { expect, test } from '@jest/globals';
import type { RunOptions } from '../../../src/world/process/exec.ts';
import { attestationArgs, makeGh } from '../../../src/world/sigstore/gh.ts';
import type { SigstoreTrust } from '../../../src/world/sigstore/trust.ts';
import { contextOf, fill, planOf } from '../../support/samples.ts';

const [image] = planOf().images;
const signer = { issuer: 'https://issuer.example', san: 'https://github.com/o/r/w.yml@refs/tags/v1.2.0' };
const trust = (custom: boolean): SigstoreTrust =>
  ({ custom, trustedRootFile: '/t/trusted_root.json' }) as SigstoreTrust;
const { repository } = contextOf();
const common = [
  ...['attestation', 'verify', `oci://ghcr.io/octo-org/app@${fill('a')}`, '--repo', 'Octo-Org/App'],
];
const identity = [
  ...['--predicate-type', 'https://slsa.dev/provenance/v1'],
  ...['--cert-identity', signer.san, '--cert-oidc-issuer', signer.issuer],
];
const json = ['--format', 'json'];

test.each<
  [string, Parameters<typeof attestationArgs>[3]['options'], 'github' | 'registry' | undefined, string[]]
>([
  ['from GitHub', { repository, trust: trust(false) }, undefined, [...common, ...identity, ...json]],
  [
    'from the registry',
    { repository, trust: trust(false) },
    'registry',
    [...common, '--bundle-from-oci', ...identity, ...json],
  ],
  [
    'at a GitHub Enterprise Server',
    { repository: { ...repository, serverUrl: 'https://git.example.org' }, trust: trust(false) },
    'github',
    [...common, ...identity, '--hostname', 'git.example.org', ...json],
  ],
  [
    'by a root of one’s own',
    { repository, trust: trust(true) },
    'github',
    [...common, ...identity, '--custom-trusted-root', '/t/trusted_root.json', ...json],
  ],
])('an attestation is verified %s', (_, options, from, argv) => {
  expect(attestationArgs(image!, fill('a'), signer, { options, from })).toEqual(argv);
});

test('the token goes by environment, never as an argument', async () => {
  const runs: { argv: readonly string[]; options: RunOptions | undefined }[] = [];
  const gh = makeGh(
    {
      run: (argv, options) => {
        runs.push({ argv, options });
        return Promise.resolve({ code: 0, stdout: Buffer.from('[]'), stderr: '' });
      },
    },
    { path: '/bin/gh', token: 'ghs_1', repository, trust: trust(false), env: { GH_CONFIG_DIR: '/t/gh' } },
  );
  await gh.verifyProvenance(image!, fill('a'), signer);
  expect(runs).toHaveLength(1);
  expect(runs[0]?.argv[0]).toBe('/bin/gh');
  expect(runs[0]?.argv.join(' ')).not.toContain('ghs_1');
  expect(runs[0]?.options?.env).toMatchObject({
    GH_TOKEN: 'ghs_1',
    GH_ENTERPRISE_TOKEN: 'ghs_1',
    GH_CONFIG_DIR: '/t/gh',
    GH_PROMPT_DISABLED: '1',
  });
});
