// What of a cluster can be looked at without one, so that it does not rot between two runs of `npm run rehearse:kubernetes`.
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { roleOfRecipe } from '../kubernetes/ground.ts';
import { clusterKeys } from './cluster-keys.ts';
import { CONTAINERD, containerdConfig } from './cluster-machine.ts';
import { run } from './command.ts';
import { KUBERNETES } from './go-modules.ts';
import { pinnedVersion } from './golang.ts';
import { fetchPackages, packageDir } from './packages.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'rehearsal-cluster-keys-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test('all that Kubernetes is published as is pinned at its own version', async () => {
  const goMod = await readFile(path.join(import.meta.dirname, 'go', KUBERNETES.name, 'go.mod'), 'utf8');
  const beside = pinnedVersion(goMod, 'k8s.io/kubernetes').replace(/^1\./, 'v0.');
  const replaced = [...goMod.matchAll(/^\tk8s\.io\/(\S+) => k8s\.io\/(\S+) (\S+)$/gm)];
  expect(replaced.length).toBeGreaterThan(30);
  for (const [, from, to, version] of replaced) expect([to, version]).toEqual([from, beside]);
});

test('who holds a certificate is known by it, and a kubeconfig shows it', async () => {
  const keys = await clusterKeys(dir);
  await keys.issueTo([
    { name: 'a', user: 'system:node:a', group: 'system:nodes', addresses: ['10.217.0.11'] },
  ]);
  const file = await keys.kubeconfig({ name: 'ci', user: 'ci' }, { server: 'https://10.217.0.10:6443' });
  const read = async (name: string): Promise<X509Certificate> =>
    new X509Certificate(await readFile(path.join(dir, name)));
  const ca = await read('ca.pem');
  const [node, user] = [await read('a.pem'), await read('ci.pem')];
  expect([node, user].map((one) => one.verify(ca.publicKey))).toEqual([true, true]);
  expect(node.subject.split('\n').sort()).toEqual(['CN=system:node:a', 'O=system:nodes']);
  expect([node.checkIP('10.217.0.11'), user.subject]).toEqual(['10.217.0.11', 'CN=ci']);
  const { users } = JSON.parse(await readFile(file, 'utf8')) as { users: { user: Record<string, string> }[] };
  const there = await readdir(dir);
  for (const name of Object.values(users[0]?.user ?? {})) expect(there).toContain(name);
});

test('containerd takes its configuration', async () => {
  await fetchPackages([CONTAINERD], () => undefined);
  const config = path.join(dir, 'containerd.toml');
  await writeFile(config, containerdConfig('a'));
  const read = await run(path.join(packageDir(CONTAINERD), 'usr/bin/containerd'), [
    ...['--config', config, 'config', 'dump'],
  ]);
  expect(read).toMatch(/restrict_oom_score_adj = true/);
  expect(read).toMatch(/sandbox = ['"]docker\.io\/release-action-rehearsal\/pause:1['"]/);
  expect(read).toMatch(/conf_dir = ['"]\/etc\/rehearsal\/a\.cni['"]/);
}, 60_000);

test('the recipe shows the Role that the rehearsal gives to its user', async () => {
  expect(await roleOfRecipe()).toMatch(/kind: RoleBinding/);
});
