import { describe, expect, test } from '@jest/globals';
import type { Attestation } from '../../../src/plan/artifacts.ts';
import { verifyProofs } from '../../../src/steps/prove/verify.ts';
import type { Cosign } from '../../../src/world/sigstore/cosign.ts';
import type { Gh } from '../../../src/world/sigstore/gh.ts';
import type { World } from '../../../src/world/world.ts';
import { quickSteps, strict } from '../../support/fakes.ts';
import { imageOf, planOf } from '../../support/samples.ts';

const signer = {
  issuer: 'https://issuer.example',
  san: 'https://github.com/Octo-Org/App/x@refs/tags/v1.2.0',
};
const provenance = (notStored?: string): Attestation => ({
  asset: 'provenance.sigstore.json',
  predicateType: 'x',
  bundle: '{}',
  ...(notStored === undefined ? {} : { notStored }),
});

/** Records what cosign and gh are asked to prove; `fails` names what they refuse. */
function worldOf(
  fails = '',
  publicKey?: string,
  trust: Partial<World['trust']> = {},
): { world: World; calls: string[] } {
  const calls: string[] = [];
  const ask = (call: string): Promise<void> => {
    calls.push(call);
    return call.startsWith(fails === '' ? 'nothing' : fails)
      ? Promise.reject(new Error(`${call}: no matching signatures`))
      : Promise.resolve();
  };
  const cosign = strict<Cosign>('cosign', {
    verify: (name, digests, _, attestation) =>
      ask(`signatures ${attestation === undefined ? '' : 'and provenance '}${name.name} ${digests.length}`),
    verifyLegacy: (name, digests) => ask(`signatures for cosign 2 ${name.name} ${digests.length}`),
    verifyProvenance: (name, digests) => ask(`attestations ${name.name} ${digests.length}`),
  }).it;
  const gh = strict<Gh>('gh', {
    verifyProvenance: (name, digest, _, from) => ask(`gh ${name.name} ${digest.slice(0, 8)} ${String(from)}`),
  }).it;
  const world = strict<World>('world', {
    ...{ cosign, gh, signer, publicKey: publicKey! },
    trust: trust as World['trust'],
  }).it;
  return { world, calls };
}

const every = (image: ReturnType<typeof imageOf>): readonly string[] => [
  image.digest,
  ...image.platforms.map(({ digest }) => digest),
];

describe('what is proven', () => {
  test('has signatures for cosign 2 where they were made', async () => {
    const plan = planOf('v1.2.0', { raw: { 'sign-legacy': 'true', attest: 'false' } });
    const { world, calls } = worldOf();
    const checks = await verifyProofs({ plan, world, steps: quickSteps() }, imageOf(plan), undefined);
    expect(calls).toEqual([
      'signatures ghcr.io/octo-org/app 3',
      'signatures for cosign 2 ghcr.io/octo-org/app 3',
    ]);
    expect(checks.map(({ text }) => text)).toEqual([
      'Signatures of ghcr.io/octo-org/app: index and every platform',
      'Signatures of ghcr.io/octo-org/app for cosign 2: index and every platform',
    ]);
    expect(checks[1]?.commands[0]).toMatch(
      /^cosign verify --new-bundle-format=false --certificate-identity /,
    );
  });

  test('is index and every platform under every name, by cosign and by gh', async () => {
    const plan = planOf('v1.2.0', { raw: { image: 'ghcr.io/o/a\nquay.io/o/b' } });
    const image = imageOf(plan);
    const { world, calls } = worldOf();
    const checks = await verifyProofs({ plan, world, steps: quickSteps() }, image, provenance());
    expect(calls.toSorted()).toEqual(
      ['ghcr.io/o/a', 'quay.io/o/b']
        .flatMap((name) => [
          `signatures and provenance ${name} 3`,
          ...every(image).map((digest) => `gh ${name} ${digest.slice(0, 8)} github`),
        ])
        .toSorted(),
    );
    expect(checks.map(({ text, state }) => [text, state])).toEqual([
      ['Signatures of ghcr.io/o/a: index and every platform', 'passed'],
      ['Provenance of ghcr.io/o/a: index and every platform', 'passed'],
      ['Signatures of quay.io/o/b: index and every platform', 'passed'],
      ['Provenance of quay.io/o/b: index and every platform', 'passed'],
    ]);
  });

  test.each<[string, string | undefined, Partial<World['trust']>]>([
    ['a key signs', 'PEM', {}],
    ["the provenance stands on GitHub's root", undefined, { github: {} as World['trust'] }],
  ])('is asked for in two where %s', async (_, key, trust) => {
    const plan = planOf(
      'v1.2.0',
      key === undefined ? {} : { raw: { sign: 'key', 'cosign-key': 'awskms://key' } },
    );
    const { world, calls } = worldOf('', key, trust);
    await verifyProofs({ plan, world, steps: quickSteps() }, imageOf(plan), provenance());
    expect(calls.toSorted()).toEqual([
      'attestations ghcr.io/octo-org/app 3',
      ...every(imageOf(plan))
        .map((digest) => `gh ghcr.io/octo-org/app ${digest.slice(0, 8)} github`)
        .toSorted(),
      'signatures ghcr.io/octo-org/app 3',
    ]);
  });

  const strict = `--repo Octo-Org/App --cert-identity ${signer.san} --cert-oidc-issuer https://issuer.example`;

  test.each<[string, Readonly<Record<string, string>>, string | undefined, string | undefined, string[]]>([
    [
      'keyless',
      {},
      undefined,
      undefined,
      [
        `cosign verify --certificate-identity '${signer.san}' --certificate-oidc-issuer https://issuer.example NAME`,
        `gh attestation verify oci://NAME ${strict}`,
      ],
    ],
    [
      'by a key',
      { sign: 'key', 'cosign-key': 'awskms://key' },
      'PEM',
      undefined,
      ['cosign verify --key cosign.pub NAME', `gh attestation verify oci://NAME ${strict}`],
    ],
    [
      'where GitHub stores nothing',
      { sign: 'none' },
      undefined,
      'Feature not available',
      [`gh attestation verify oci://NAME --bundle-from-oci ${strict}`],
    ],
    ['not at all', { sign: 'none', attest: 'false' }, undefined, undefined, []],
  ])('and how anybody proves it again: %s', async (_, raw, key, notStored, commands) => {
    const plan = planOf('v1.2.0', { raw: { ...raw, platforms: 'linux/amd64' } });
    const image = imageOf(plan);
    const checks = await verifyProofs(
      { plan, world: worldOf('', key).world, steps: quickSteps() },
      image,
      provenance(notStored),
    );
    const name = `ghcr.io/octo-org/app@${image.digest}`;
    expect(checks.flatMap((check) => check.commands)).toEqual(
      commands.map((one) => one.replace('NAME', name)),
    );
  });
});

describe('what is not proven stops the run', () => {
  const plan = planOf('v1.2.0');
  test.each([['signatures'], ['attestations'], ['gh']])('%s', async (fails) => {
    const { world, calls } = worldOf(fails, undefined, { github: {} as World['trust'] });
    const steps = quickSteps();
    await expect(verifyProofs({ plan, world, steps }, imageOf(plan), provenance())).rejects.toThrow(
      /no matching signatures/,
    );
    // The other proofs are waited for, so that nothing is left running.
    expect(calls).toHaveLength(2 + every(imageOf(plan)).length);
    expect(steps.outcomes().filter((line) => line.endsWith(': failed'))).toHaveLength(1);
  });
});
