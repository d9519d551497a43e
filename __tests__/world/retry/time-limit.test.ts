import { expect, test } from '@jest/globals';
import { TransientError, isTransient } from '../../../src/world/retry/retry.ts';
import { claimsMayCome, signingMayGoOn } from '../../../src/world/sigstore/attestor.ts';
import { withTimeLimit } from '../../../src/world/retry/time-limit.ts';

const failing = (message: string) => (): Promise<never> => Promise.reject(new Error(message));

test('what answers in time is answered', async () => {
  expect(await withTimeLimit('the token', 1000, () => Promise.resolve('jwt'))).toBe('jwt');
});

test('what does not is looked for again, and named', async () => {
  const asked = withTimeLimit('the token', 5, () => new Promise(() => undefined));
  await expect(asked).rejects.toThrow(TransientError);
  await expect(asked).rejects.toThrow('the token had no answer for 0.005 s');
});

test.each<[string, boolean]>([
  // @actions/attest and @actions/core, of an answer that never came, and of one that says 500.
  ['Failed to get ID token: read ECONNRESET', true],
  ['Error message: Failed to get ID Token. \n \n Error Code : 500\n \n Error Message: Injected 500', true],
  ['Failed to get ID token: invalid issuer', false],
  ['Error message: Failed to get ID Token. \n \n Error Code : 403', false],
])('of what fails, only words of passing trouble are taken for it: %j', async (message, passes) => {
  const error: unknown = await withTimeLimit('the token', 1000, failing(message)).catch(
    (thrown: unknown) => thrown,
  );
  expect(isTransient(error)).toBe(passes);
  expect((error as Error).message).toContain(message);
});

test.each<[string, boolean]>([
  // @actions/attest keeps the words of an answer, which are the server's own, and drops its status.
  ['Failed to get ID token: Slow down', true],
  ['Failed to get ID token: Error message: Failed to get ID Token. \n \n Error Code : 429', true],
  ['Failed to get ID token: Error message: Failed to get ID Token. \n \n Error Code : 403', false],
  ['Failed to get ID token: Missing claims: job_workflow_ref', false],
  ['Failed to get ID token: Unexpected "iss" claim: https://example.com', false],
  ['Failed to get ID token: Invalid server URL: https://example.com', false],
  ['Failed to get ID token: Error message: Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable', false],
  ['Failed to get ID token: unexpected "aud" claim value', false],
])("of the run's claims, only what the library says itself stays: %j", async (message, passes) => {
  const asked = withTimeLimit('the claims', 1000, failing(message), claimsMayCome);
  expect(isTransient(await asked.catch((thrown: unknown) => thrown))).toBe(passes);
});

test.each<[string, boolean]>([
  // sigstore-js, when the answer with the identity token breaks off.
  ['error retrieving identity token: CI: no tokens available', true],
  ['error creating tlog entry - (503) busy', true],
  ['error creating signing certificate - (400) the token has no workflow', false],
  ['read ECONNRESET', true],
])('of signing, what came before the signature may be asked for again: %j', async (message, passes) => {
  const asked = withTimeLimit('the attestation', 1000, failing(message), signingMayGoOn);
  expect(isTransient(await asked.catch((thrown: unknown) => thrown))).toBe(passes);
});
