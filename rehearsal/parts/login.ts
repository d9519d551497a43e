// A login at ghcr.io, as a member of the organization has it.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What `docker login ghcr.io` would leave: a private package is for its members alone, and the first of a repository is private. */
export async function logIn(configDir: string, token: string): Promise<void> {
  const file = join(configDir, 'config.json');
  const config = JSON.parse(await readFile(file, 'utf8')) as object;
  const auth = Buffer.from(`octocat:${token}`).toString('base64');
  await writeFile(file, JSON.stringify({ ...config, auths: { 'ghcr.io': { auth } } }));
}
