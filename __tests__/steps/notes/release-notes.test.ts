import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { commitSha, tagName } from '../../../src/plan/brands.ts';
import type { TagRef } from '../../../src/plan/version/range.ts';
import { type ReleaseNotes, releaseNotes } from '../../../src/steps/notes/release-notes.ts';
import { type Proof, checksumCommands, eachAssetCommand } from '../../../src/steps/notes/verify-commands.ts';
import type { Git } from '../../../src/world/git/git.ts';
import type { RemoteWorld } from '../../../src/world/world.ts';
import { type FakeSteps, quickSteps, strict } from '../../support/fakes.ts';
import { commit, contextOf, imageOf, inputsOf, planOf } from '../../support/samples.ts';
import type { GitHub } from '../../../src/world/github/types.ts';

const folder = mkdtempSync(join(tmpdir(), 'notes-'));
writeFileSync(join(folder, 'MIGRATE.md'), 'Run `app migrate` first.\n');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const keyless: Proof = { signer: { issuer: 'https://issuer.example', san: 'https://github.com/w.yml' } };
const byWorkflow = (san: string): Proof => ({
  ...keyless,
  signer: { san, issuer: 'https://token.actions.githubusercontent.com' },
});
const byKey: Proof = { ...keyless, publicKey: 'PEM' };
const download = 'gh release download v1.2.0 --repo Octo-Org/App';
const sums = 'sha256sum -c checksums.txt --ignore-missing';
const blob = 'cosign verify-blob checksums.txt --bundle checksums.txt.sigstore.json';

describe('how the checksums are verified', () => {
  test.each<[string, Readonly<Record<string, string>>, Proof, string[]]>([
    [
      'keyless',
      {},
      keyless,
      [
        download,
        sums,
        `${blob} --certificate-identity https://github.com/w.yml --certificate-oidc-issuer https://issuer.example`,
      ],
    ],
    [
      'by a key',
      { sign: 'key', 'cosign-key': 'awskms://k' },
      byKey,
      [download, sums, `${blob} --key cosign.pub`],
    ],
    ['unsigned', { sign: 'none' }, keyless, [download, sums]],
    ['where there are none', { checksums: '' }, keyless, []],
  ])('%s', (_, raw, proof, commands) => {
    expect(checksumCommands(planOf('v1.2.0', { raw }), proof)).toEqual(commands);
  });
});

test('one command verifies the bundles of several assets', () => {
  expect(eachAssetCommand(['a', 'b.txt'], byKey)).toBe(
    "printf '%s\\n' a b.txt | xargs -I{} cosign verify-blob ./{} --bundle ./{}.sigstore.json --key cosign.pub",
  );
});

const tagRef = (name: string, of: string): TagRef => ({
  name: tagName(name),
  commit: commitSha(of),
  annotated: false,
});
const tags = [tagRef('v1.1.0', '1'.repeat(40)), tagRef('v1.2.0', commit)];

async function gather(
  raw: Readonly<Record<string, string>> = {},
  github: Partial<GitHub> = {},
): Promise<{ gathered: ReleaseNotes; steps: FakeSteps }> {
  const git = strict<Git>('git', {
    isShallow: () => Promise.resolve(false),
    ...(raw['notes-file'] === undefined ? {} : { show: () => Promise.resolve(undefined) }),
    deepen: ({ exclude }) => Promise.resolve(exclude),
    log: (_, read) =>
      Promise.resolve(
        [
          { hash: 'a'.repeat(40), message: 'feat: tokens (#42)' },
          { hash: 'b'.repeat(40), message: 'fix: the door' },
        ].map((one) =>
          read({ parents: ['f'.repeat(40)], author: 'Mona', email: 'm@example.org', authored: 0, ...one }),
        ),
      ),
  });
  const outside = { git: git.it, github: strict<GitHub>('github', github).it } as unknown as RemoteWorld;
  const steps = quickSteps();
  const plan = planOf('v1.2.0', { raw: { platforms: 'linux/amd64', ...raw } });
  const context = contextOf({ GITHUB_WORKSPACE: folder });
  return {
    gathered: await releaseNotes({ plan, world: outside, steps }, tags, inputsOf(raw), context),
    steps,
  };
}
const people: Partial<GitHub> = {
  compare: () =>
    Promise.resolve([
      { sha: 'a'.repeat(40), author: { login: 'mona', type: 'User' } },
      { sha: 'b'.repeat(40), author: { login: 'hubot', type: 'User' } },
    ]),
  hasCommits: (login) => Promise.resolve(login === 'mona'),
};

describe('the notes of a release', () => {
  test('begin after the previous tag, and name newcomers as GitHub knows them', async () => {
    const { gathered, steps } = await gather({}, people);
    const { body } = gathered.write();
    expect(gathered.previousTag).toBe('v1.1.0');
    expect(gathered.commits.map(({ subject }) => subject)).toEqual(['feat: tokens (#42)', 'fix: the door']);
    expect(body).toMatch(/New contributors[\s\S]*@hubot/i);
    expect(body).not.toContain('docker pull');
    expect(steps.lines).toContainEqual(expect.stringMatching(/2 commits since v1\.1\.0$/));
  });

  test('name nobody where GitHub does not answer, and say so in the log', async () => {
    const { gathered, steps } = await gather({}, { compare: () => Promise.reject(new Error('no such ref')) });
    expect(gathered.write().body).not.toMatch(/new contributors/i);
    expect(steps.lines).toContainEqual(
      'GitHub does not say who made this release (no such ref); the notes name nobody',
    );
  });

  test('take the migration notes of a file', async () => {
    const { gathered } = await gather({ 'notes-file': 'MIGRATE.md' }, people);
    expect(gathered.write().body).toMatch(/### Migration Notes\n+Run `app migrate` first\./);
  });

  test.each<[string, Readonly<Record<string, string>>, Proof, string[]]>([
    [
      'signed and attested',
      {},
      keyless,
      [
        download,
        'docker pull IMAGE',
        'cosign verify IMAGE \\',
        '  --certificate-identity https://github.com/w.yml \\',
        '  --certificate-oidc-issuer https://issuer.example',
        'gh attestation verify oci://IMAGE \\',
        '  --repo Octo-Org/App \\',
        '  --cert-identity https://github.com/w.yml \\',
        '  --cert-oidc-issuer https://issuer.example',
        sums,
        `${blob} \\`,
        '  --certificate-identity https://github.com/w.yml \\',
        '  --certificate-oidc-issuer https://issuer.example',
      ],
    ],
    [
      'attested in the registry alone',
      { sign: 'none', checksums: '' },
      { ...keyless, stored: false },
      [
        'docker pull IMAGE',
        '# GitHub stores no attestations for this repository; the registry and the release have them.',
        'gh attestation verify oci://IMAGE --bundle-from-oci \\',
        '  --repo Octo-Org/App \\',
        '  --cert-identity https://github.com/w.yml \\',
        '  --cert-oidc-issuer https://issuer.example',
      ],
    ],
    [
      'signed by a key alone',
      { sign: 'key', 'cosign-key': 'awskms://k', attest: 'false', checksums: '' },
      byKey,
      [download, 'docker pull IMAGE', 'cosign verify IMAGE \\', '  --key cosign.pub'],
    ],
    [
      'signed one by one',
      { attest: 'false', checksums: '', 'sign-assets': 'each' },
      { ...keyless, signed: ['app.deb', 'release.json'] },
      [
        download,
        'docker pull IMAGE',
        'cosign verify IMAGE \\',
        '  --certificate-identity https://github.com/w.yml \\',
        '  --certificate-oidc-issuer https://issuer.example',
        "printf '%s\\n' app.deb release.json | xargs -I{} cosign verify-blob ./{} --bundle ./{}.sigstore.json \\",
        '  --certificate-identity https://github.com/w.yml \\',
        '  --certificate-oidc-issuer https://issuer.example',
      ],
    ],
    [
      'signed for cosign 2, too',
      { attest: 'false', checksums: '', 'sign-legacy': 'true' },
      keyless,
      [
        'docker pull IMAGE',
        '# With cosign 2 or 3:',
        'cosign verify IMAGE \\',
        '  --certificate-identity https://github.com/w.yml \\',
        '  --certificate-oidc-issuer https://issuer.example',
      ],
    ],
    [
      'attested: H10 by a workflow of the repository, short and strict',
      { sign: 'none', checksums: '' },
      byWorkflow('https://github.com/Octo-Org/App/.github/workflows/release.yml@refs/tags/v1.2.0'),
      [
        'docker pull IMAGE',
        'gh attestation verify oci://ghcr.io/octo-org/app:v1.2.0 --owner Octo-Org',
        'gh attestation verify oci://IMAGE \\',
        '  --repo Octo-Org/App \\',
        '  --cert-identity https://github.com/Octo-Org/App/.github/workflows/release.yml@refs/tags/v1.2.0',
      ],
    ],
    [
      'attested: H10 by a called workflow of another owner, strict alone',
      { sign: 'none', checksums: '' },
      byWorkflow("https://github.com/acme/flows/.github/workflows/release.yml@refs/heads/it's"),
      [
        'docker pull IMAGE',
        'gh attestation verify oci://IMAGE \\',
        '  --repo Octo-Org/App \\',
        String.raw`  --cert-identity 'https://github.com/acme/flows/.github/workflows/release.yml@refs/heads/it'\''s'`,
      ],
    ],
    ['unproven', { sign: 'none', attest: 'false', checksums: '' }, keyless, ['docker pull IMAGE']],
  ])('end with the commands that verify what is %s', async (_, raw, proof, commands) => {
    const { gathered } = await gather(raw, people);
    const image = imageOf(planOf('v1.2.0', { raw: { platforms: 'linux/amd64', ...raw } }));
    const { body } = gathered.write({ ...proof, image });
    const name = `ghcr.io/octo-org/app@${image.digest}`;
    expect(body).toContain(`\n${commands.join('\n').replaceAll('IMAGE', name)}\n\`\`\``);
  });
});
