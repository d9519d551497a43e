// A world in memory that signs and attests with a Sigstore of the test's own.
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { type Digest, digest as asDigest } from '../../src/plan/brands.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Cosign } from '../../src/world/sigstore/cosign.ts';
import { type Attestor, withDependencies } from '../../src/world/sigstore/attestor.ts';
import { provenanceType } from '../../src/world/sigstore/statement.ts';
import { type Registry, sha256 } from '../../src/world/registry/registry.ts';
import type { World } from '../../src/world/world.ts';
import type { Authority, SigningOptions } from './world/authority.ts';
import { strict } from './fakes.ts';
import type { GitHub } from '../../src/world/github/types.ts';

export const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const issuer = 'https://token.actions.githubusercontent.com';
export const san = 'https://github.com/Octo-Org/App/.github/workflows/release.yml@refs/tags/v1.2.0';
export const signType = 'https://sigstore.dev/cosign/sign/v1';

export interface SigningWorld {
  readonly world: World;
  /** `sign <digests>`, `provenance`, `attach <digest>`, `store`, in order. */
  readonly calls: readonly string[];
  /** Digest → texts of the bundles that refer to it. */
  readonly attached: Map<Digest, string[]>;
  readonly stored: Map<Digest, unknown[]>;
  /** Puts something into the registry by its digest. */
  readonly keep: (text: string) => Digest;
  /** A provenance over these digests, signed anew. */
  provenance(digests: readonly Digest[]): Promise<string>;
}

/**
 * @param options.lag how many reads of referrers a new signature stays unseen for; `predicate` is that of each provenance;
 * `signer` is who signs, `attest` who else does
 */
export function signingWorld(
  plan: Plan,
  authority: Authority,
  {
    lag = 0,
    predicate: proven = { buildDefinition: { resolvedDependencies: [] } },
    signer: given,
    attest: attestBy = (made, by) => authority.attest(made, by),
  }: {
    readonly lag?: number;
    readonly predicate?: Readonly<Record<string, unknown>>;
    readonly signer?: SigningOptions;
    readonly attest?: (
      statement: object,
      signer: SigningOptions,
      by: 'cosign' | 'attestor',
    ) => Promise<unknown>;
  } = {},
): SigningWorld {
  const calls: string[] = [];
  const attached = new Map<Digest, string[]>();
  /** Media types of what was attached. */
  const types = new Map<string, string>();
  const stored = new Map<Digest, unknown[]>();
  const content = new Map<Digest, Buffer>();
  let unseen = 0;
  const signer: SigningOptions = given ?? {
    ...{ san, issuer },
    claims: {
      12: plan.repository.url,
      13: plan.commit,
      14: 'refs/tags/v1.2.0',
      18: san,
      21: `${plan.repository.url}/actions/runs/789/attempts/1`,
    },
  };
  const keep = (text: string): Digest => {
    const bytes = Buffer.from(text);
    content.set(sha256(bytes), bytes);
    return sha256(bytes);
  };
  const statement = (
    predicateType: string,
    subjects: readonly (Digest | { readonly name: string; readonly digest: Digest })[],
    predicate: Readonly<Record<string, unknown>> = {},
  ): Promise<unknown> =>
    attestBy(
      {
        _type: 'https://in-toto.io/Statement/v1',
        subject: subjects
          .map((one) => (typeof one === 'string' ? { name: 'x', digest: one } : one))
          .map(({ name, digest }) => ({ name, digest: { sha256: digest.slice('sha256:'.length) } })),
        predicateType,
        predicate,
      },
      signer,
      predicateType === signType ? 'cosign' : 'attestor',
    );
  const add = (digest: Digest, text: string): void => {
    attached.set(digest, [...(attached.get(digest) ?? []), text]);
  };
  const registry: Partial<Registry> = {
    referrers: (_, digest) => {
      if (unseen > 0) {
        unseen--;
        return Promise.resolve([]);
      }
      return Promise.resolve(
        (attached.get(digest) ?? []).map((text) => {
          const artifactType = types.get(text) ?? bundleType;
          const layers = [{ mediaType: artifactType, digest: keep(text) }];
          return { mediaType: 'x', artifactType, digest: keep(JSON.stringify({ layers })), size: 1 };
        }),
      );
    },
    manifest: (_, reference) => {
      const bytes = content.get(reference as Digest);
      if (!bytes) throw new Error(`no manifest ${reference}`);
      const descriptor = { mediaType: 'x', digest: sha256(bytes), size: bytes.length };
      return Promise.resolve({ descriptor, bytes });
    },
    blob: (_, digest) => {
      const bytes = content.get(digest);
      return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`no blob ${digest}`));
    },
    shown: () => Promise.resolve(),
    attach: (_, digest, { bytes, annotations, mediaType }) => {
      types.set(bytes.toString(), mediaType);
      if (annotations['dev.sigstore.bundle.predicateType'] === signType) unseen = lag;
      else calls.push(`attach ${digest.slice(0, 12)}`);
      add(digest, bytes.toString());
      return Promise.resolve(sha256(bytes));
    },
  };
  const cosign: Partial<Cosign> = {
    sign: async ({ digest }, file) => {
      calls.push(`sign ${digest.slice(0, 12)}`);
      await writeFile(file, JSON.stringify(await statement(signType, [digest])));
    },
  };
  const attestor: Partial<Attestor> = {
    provenance: (subjects, built = []) => {
      calls.push('provenance');
      return statement(provenanceType, subjects, withDependencies(proven, built));
    },
    statement: (subjects, predicateType, predicate) => {
      calls.push(
        `statement ${subjects.map(({ name, digest }) => `${name}@${digest.slice(0, 12)}`).join(' ')}`,
      );
      return statement(
        predicateType,
        subjects.map(({ digest }) => digest),
        predicate,
      );
    },
  };
  const github: Partial<GitHub> = {
    attestations: (digest) => Promise.resolve(stored.get(asDigest(digest)) ?? []),
    storeAttestation: () => {
      calls.push('store');
      return Promise.resolve('1');
    },
  };
  const world: Partial<World> = {
    registry: strict('registry', registry).it,
    cosign: strict('cosign', cosign).it,
    attestor: strict('attestor', attestor).it,
    github: strict('github', github).it,
    trust: authority.trust(),
    signer: { san: signer.san, issuer },
    temp: tmpdir(),
  };
  // `publicKey` is asked for and absent: this world signs keyless.
  return {
    world: world as World,
    calls,
    attached,
    stored,
    keep,
    provenance: async (digests) => JSON.stringify(await statement(provenanceType, digests)),
  };
}
