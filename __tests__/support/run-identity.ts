// The identity that signs for a run, and what GitHub's library attests of it.
import type { Plan } from '../../src/plan/plan.ts';
import { san } from './world-of.ts';
import type { Authority, SerializedBundle, SigningOptions } from './world/authority.ts';

/** Who Fulcio certifies for the run, as GitHub's token says. */
export function signerOf(
  { repository, commit: of, tag }: Plan,
  visibility: string,
  called: string | undefined,
): SigningOptions {
  const by = called === undefined ? san : `https://github.com/${called}`;
  const claims = {
    ...{ 9: by, 11: 'github-hosted', 12: repository.url, 13: of, 14: `refs/tags/${tag}`, 18: san },
    ...{ 20: 'push', 21: `${repository.url}/actions/runs/789/attempts/1`, 22: visibility },
  };
  return { san: by, issuer: 'https://token.actions.githubusercontent.com', claims };
}

/** As GitHub's library writes it, as far as it is judged. */
export const predicateOf = (
  { repository, commit: of, tag }: Plan,
  builder: string,
): Readonly<Record<string, unknown>> => ({
  buildDefinition: {
    buildType: 'https://actions.github.io/buildtypes/workflow/v1',
    externalParameters: {
      workflow: {
        ...{ ref: `refs/tags/${tag}`, repository: repository.url },
        path: '.github/workflows/release.yml',
      },
    },
    internalParameters: { github: { event_name: 'push', runner_environment: 'github-hosted' } },
    resolvedDependencies: [{ uri: `git+${repository.url}@refs/tags/${tag}`, digest: { gitCommit: of } }],
  },
  runDetails: {
    builder: { id: builder },
    metadata: { invocationId: `${repository.url}/actions/runs/789/attempts/1` },
  },
});

/** An authority that signs the same thing once: worlds that break in the same way share what was signed for them. */
export function remembering(authority: Authority): Authority {
  const made = new Map<string, Promise<SerializedBundle>>();
  const once = (what: string, make: () => Promise<SerializedBundle>): Promise<SerializedBundle> => {
    const known = made.get(what) ?? make();
    made.set(what, known);
    return known;
  };
  return {
    ...authority,
    attest: (statement, options) =>
      once(JSON.stringify([statement, options]), () => authority.attest(statement, options)),
    signBlob: (blob, options) =>
      once(JSON.stringify([blob.toString('base64'), options]), () => authority.signBlob(blob, options)),
    attestByKey: (statement, key) =>
      once(JSON.stringify([statement, key]), () => authority.attestByKey(statement, key)),
    signBlobByKey: (blob, key) =>
      once(JSON.stringify([blob.toString('base64'), key]), () => authority.signBlobByKey(blob, key)),
  };
}
