// Logins in Docker's configuration, as `docker login` leaves them.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Login {
  readonly registry: string;
  readonly username: string;
  readonly password: string;
}

/** What `docker login` leaves, beside the logins that are there. */
export async function logInTo(configDir: string, { registry, username, password }: Login): Promise<void> {
  const file = join(configDir, 'config.json');
  const config = JSON.parse(await readFile(file, 'utf8')) as { readonly auths?: object };
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  await writeFile(file, JSON.stringify({ ...config, auths: { ...config.auths, [registry]: { auth } } }));
}

/** A member of the organization: a private package is for its members alone, and the first of a repository is private. */
export const logIn = (configDir: string, token: string): Promise<void> =>
  logInTo(configDir, { registry: 'ghcr.io', username: 'octocat', password: token });
