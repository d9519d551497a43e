// Two gibibytes of assets read, packed and uploaded to a server on loopback: seconds, and the most memory held, as JSON.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseContext } from '../src/plan/context.ts';
import { pack } from '../src/world/files/archive.ts';
import { type FileDigest, digestFile } from '../src/world/files/file-digest.ts';
import { makeGitHub } from '../src/world/github/github.ts';
import type { GitHubRelease } from '../src/world/github/types.ts';

/** Four files of half a gibibyte, uploaded at once as a release does. */
const count = 4;
const size = 512 * 1024 * 1024;

/** GitHub's upload endpoint, in a process of its own so that its memory is not counted. */
function serve(): void {
  const server = http.createServer((request, response) => {
    const hash = createHash('sha256');
    let received = 0;
    request.on('data', (chunk: Buffer) => {
      hash.update(chunk);
      received += chunk.length;
    });
    request.on('end', () => {
      const name = new URL(request.url ?? '', 'http://here').searchParams.get('name');
      const digest = `sha256:${hash.digest('hex')}`;
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ id: 1, name, state: 'uploaded', size: received, digest, browser_download_url: '' }),
      );
    });
  });
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
  });
}

function startServer(): Promise<{ readonly port: number; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, [import.meta.filename, 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stdout.once('data', (line: Buffer) => {
      resolve({ port: Number(line.toString()), child });
    });
  });
}

async function sparse(path: string): Promise<string> {
  const file = await open(path, 'w');
  await file.truncate(size);
  await file.close();
  return path;
}

async function measure(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'bench-assets-'));
  const { port, child } = await startServer();
  try {
    const files = await Promise.all(
      Array.from({ length: count }, (_, at) => sparse(join(dir, `asset-${at}.bin`))),
    );
    const origin = `http://127.0.0.1:${port}`;
    const env = { GITHUB_REPOSITORY: 'octo-org/bench', GITHUB_API_URL: origin };
    const { repository } = parseContext(env, {}).context;
    const github = makeGitHub({ token: 't', repository, userAgent: 'bench', onWait: () => undefined });
    const release = { uploadUrl: `${origin}/assets{?name,label}` } as GitHubRelease;
    const start = performance.now();
    let bytes = 0;
    const facts: FileDigest[] = [];
    for (const file of files) facts.push(await digestFile(file));
    await Promise.all(
      files.map(async (file, at) => {
        const asset = { name: `asset-${at}.bin`, contentType: 'application/octet-stream' };
        const made = await github.upload(release, asset, { file });
        if (made.digest !== `sha256:${facts[at]?.sha256 ?? ''}`)
          throw new Error(`${file} arrived as something else`);
        bytes += made.size;
      }),
    );
    const uploaded = performance.now();
    const folder = join(dir, 'binaries');
    await mkdir(folder);
    await sparse(join(folder, 'app'));
    await pack({ folder, file: join(dir, 'app.tar.gz'), format: 'tar.gz', time: 0 });
    const packed = performance.now();
    // maxRSS is in KiB.
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    const seconds = (from: number, to: number): number => Math.round((to - from) / 100) / 10;
    const figures = { uploadedBytes: bytes, uploadSeconds: seconds(start, uploaded) };
    const rest = { packedBytes: size, packSeconds: seconds(uploaded, packed), peakMiB: peak };
    process.stdout.write(`${JSON.stringify({ ...figures, ...rest })}\n`);
  } finally {
    child.kill();
    await rm(dir, { recursive: true });
  }
}

/** Measures in a process that runs JavaScript, as the action does: Node's own stripping of types takes 30 MB. */
async function compileAndMeasure(): Promise<void> {
  const root = resolve(import.meta.dirname, '..');
  const built = await mkdtemp(join(tmpdir(), 'bench-built-'));
  try {
    const options = ['--ignoreConfig', '--noCheck', '--module', 'nodenext', '--target', 'es2024'];
    const layout = ['--rewriteRelativeImportExtensions', '--rootDir', root, '--outDir', built];
    const argv = ['--no-install', 'tsc', ...options, ...layout, import.meta.filename];
    execFileSync('npx', argv, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    await writeFile(join(built, 'package.json'), '{"type":"module"}\n');
    await symlink(join(root, 'node_modules'), join(built, 'node_modules'));
    const stdio: ['ignore', 'inherit', 'inherit'] = ['ignore', 'inherit', 'inherit'];
    execFileSync(process.execPath, [join(built, 'bench', 'assets.js'), 'measure'], { stdio });
  } finally {
    await rm(built, { recursive: true });
  }
}

if (process.argv[2] === 'serve') serve();
else if (process.argv[2] === 'measure') await measure();
else await compileAndMeasure();
