// The cache is shared by rehearsals that know nothing of each other: locks, whole folders, the same bytes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cacheDir, fillOnce, locked, tryLock } from './cache.ts';
import { which } from './lookup.ts';
import { writeLayout } from './oci-layout.ts';

const before = { cache: process.env['XDG_CACHE_HOME'], path: process.env['PATH'] };
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'parts-cache-'));
  process.env['XDG_CACHE_HOME'] = dir;
});

afterEach(async () => {
  if (before.cache === undefined) delete process.env['XDG_CACHE_HOME'];
  else process.env['XDG_CACHE_HOME'] = before.cache;
  process.env['PATH'] = before.path;
  await rm(dir, { recursive: true, force: true });
});

describe('a lock', () => {
  test('has one owner at a time', async () => {
    const release = await tryLock('x');
    expect(release).toBeDefined();
    expect(await tryLock('x')).toBeUndefined();
    await release?.();
    expect(await tryLock('x')).toBeDefined();
  });

  test('is let go by a process that is killed, and not before', async () => {
    const cache = path.join(import.meta.dirname, 'cache.ts');
    const script = `import { tryLock } from '${cache}'; console.log((await tryLock('x')) !== undefined); process.stdin.resume();`;
    const other = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
      // Jest's own environment is a copy that children do not get by themselves.
      env: { ...process.env },
    });
    expect(String(await once(other.stdout, 'data'))).toBe('true\n');
    expect(await tryLock('x')).toBeUndefined();
    const said: string[] = [];
    const waited = locked(
      'x',
      (line) => {
        said.push(line);
        other.kill('SIGKILL');
      },
      () => Promise.resolve('done'),
    );
    expect(await waited).toBe('done');
    expect(said).toEqual(['waiting for another rehearsal that is at "x"']);
  });

  test('has one owner, however many ask at once', async () => {
    const tried = await Promise.all(Array.from({ length: 20 }, () => tryLock('x')));
    expect(tried.filter((release) => release !== undefined)).toHaveLength(1);
  });

  test('is let go when the work fails, and waited for', async () => {
    const order: string[] = [];
    const tell = (line: string): unknown => order.push(line);
    const [has, fails] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const first = locked('x', tell, async () => {
      has.resolve(undefined);
      await fails.promise;
      order.push('first');
      throw new Error('failed');
    });
    await has.promise;
    const second = locked('x', tell, () => Promise.resolve(order.push('second')));
    fails.resolve(undefined);
    await expect(first).rejects.toThrow('failed');
    await second;
    expect(order).toEqual(['first', 'second']);
  });
});

describe('fillOnce', () => {
  test('fills a folder once', async () => {
    const target = path.join(dir, 'a', 'target');
    const fill = (text: string) => (to: string) => writeFile(path.join(to, 'file'), text);
    await fillOnce(target, fill('one'));
    await fillOnce(target, fill('two'));
    expect(await readFile(path.join(target, 'file'), 'utf8')).toBe('one');
  });

  test('leaves nothing when filling fails', async () => {
    const target = path.join(dir, 'target');
    await expect(fillOnce(target, () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
    expect(await readdir(dir)).toEqual([]);
  });
});

test('which finds what is executable on PATH, but for what the cache put there', async () => {
  for (const folder of [path.join(dir, 'bin'), cacheDir('bin')]) {
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'tool'), '', { mode: 0o755 });
    await writeFile(path.join(folder, 'text'), '', { mode: 0o644 });
  }
  process.env['PATH'] = [cacheDir('bin'), path.join(dir, 'bin'), 'relative', dir].join(path.delimiter);
  expect(await which('tool')).toEqual([path.join(dir, 'bin', 'tool')]);
  expect(await which('text')).toEqual([]);
});

test('an OCI layout has both platforms and the same bytes every time', async () => {
  const write = async (name: string): Promise<string> => {
    const root = path.join(dir, `${name}-root`);
    await mkdir(root);
    await writeFile(path.join(root, 'file'), 'content');
    const roots = (['amd64', 'arm64'] as const).map((arch) => ({ arch, root }));
    await writeLayout(path.join(dir, name), roots, { Env: ['PATH=/bin'] });
    return readFile(path.join(dir, name, 'index.json'), 'utf8');
  };
  const first = await write('one');
  expect(await write('two')).toBe(first);
  const index = JSON.parse(first) as { manifests: { digest: string; platform: unknown }[] };
  expect(index.manifests.map((manifest) => manifest.platform)).toEqual([
    { os: 'linux', architecture: 'amd64' },
    { os: 'linux', architecture: 'arm64' },
  ]);
  const blobs = await readdir(path.join(dir, 'one', 'blobs', 'sha256'));
  for (const { digest } of index.manifests) expect(blobs).toContain(digest.slice('sha256:'.length));
  // One layer shared, and for each platform a configuration and a manifest.
  expect(blobs).toHaveLength(5);
});
