// For the tests: scripts with the project's libraries, run as a step of the workflow would be.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { Verifier, toSignedEntity, toTrustMaterial } from '@sigstore/verify';
import { type World, inside } from './fixture.ts';

export const IDENTITY = 'https://github.com/octo-org/example/.github/workflows/release.yml@refs/tags/v1.2.0';
const ISSUER = 'https://token.actions.githubusercontent.com';
const LIBRARIES = JSON.stringify(`file://${join(import.meta.dirname, '../..')}/package.json`);
const FLAGS = ['--experimental-import-meta-resolve', '--no-warnings', '--input-type=module', '--eval'];

const ATTEST = `
  const { attestProvenance } = await load('@actions/attest');
  const { DIGEST: sha256, INSTANCE: sigstore, GITHUB_TOKEN: token } = process.env;
  const subjects = [{ name: 'subject', digest: { sha256 } }];
  const { tlogID, bundle } = await attestProvenance({ subjects, token, sigstore });
  console.log('RESULT' + JSON.stringify({ tlogID, bundle }));
`;

/** Runs a module in which `load(name)` imports a library. */
export function script(world: World, source: string, more: Readonly<Record<string, string>> = {}) {
  const text = `const load = (name) => import(import.meta.resolve(name, ${LIBRARIES}));\n${source}`;
  return inside(world, [process.execPath, ...FLAGS, text], {
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_REPOSITORY: 'octo-org/example',
    GITHUB_RUN_ID: '77',
    GITHUB_TOKEN: world.standIns.token,
    ...more,
  });
}

/** Attests provenance of a SHA-256; the output has a line `RESULT{tlogID,bundle}`. */
export function attestDigest(world: World, sha256: string, instance: string) {
  return script(world, ATTEST, { DIGEST: sha256, INSTANCE: instance });
}

/** The same for a file in the world's folder. */
export function attestFile(world: World, name: string, instance: string) {
  const sha256 = createHash('sha256')
    .update(readFileSync(join(world.dir, name)))
    .digest('hex');
  return attestDigest(world, sha256, instance);
}

/** Attests a digest and returns what came of it; throws with the script's output when nothing did. */
export async function attest(world: World, sha256: string, instance: string) {
  const { output } = await attestDigest(world, sha256, instance);
  const line = output.split('\n').find((text) => text.startsWith('RESULT'));
  if (line === undefined) throw new Error(output);
  return JSON.parse(line.slice(6)) as { readonly tlogID?: string; readonly bundle: object };
}

/** Verifies a bundle by sigstore's library against a trusted root in the world's output; throws. */
export function verify(
  w: World,
  bundle: object,
  rootFile: string,
  logged: boolean,
  subjectAlternativeName = IDENTITY,
) {
  const root = TrustedRoot.fromJSON(JSON.parse(readFileSync(join(w.dir, 'out', rootFile), 'utf8')));
  const thresholds = logged
    ? { tlogThreshold: 1, ctlogThreshold: 1 }
    : { tlogThreshold: 0, ctlogThreshold: 0 };
  const verifier = new Verifier(toTrustMaterial(root), { ...thresholds, timestampThreshold: 1 });
  const policy = { subjectAlternativeName, extensions: { issuer: ISSUER } };
  return verifier.verify(toSignedEntity(bundleFromJSON(bundle)), policy);
}
