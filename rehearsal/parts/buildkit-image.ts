// The image that a docker-container builder runs, made from nothing, since no image can be pulled in a rehearsal.
import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { cacheDir, locked } from './cache.ts';
import type { Progress } from './cache.ts';
import { attempt, run } from './command.ts';
import { writeEmulators } from './emulators.ts';
import { ENGINE_PACKAGES, libraries } from './engine.ts';
import type { Engine } from './engine.ts';
import { BUILDKIT, EMULATOR } from './go-modules.ts';
import { buildGo, goPrograms } from './golang.ts';
import { fetchPackages, hostArch, packageDir } from './packages.ts';
import type { Tools } from './tools.ts';

/** What buildx runs when it is told no image: the action's own builder must find it. */
export const DEFAULT_IMAGE = 'moby/buildkit:buildx-stable-1';

/** Raised when the layout below changes, so that an older image is not taken for it. */
const LAYOUT = 3;

/**
 * The name of an image with our BuildKit, loaded into the engine. In a private engine it also goes by the
 * default name, unless something has taken that.
 */
export async function ensureBuildkitImage(tools: Tools, engine: Engine, progress: Progress): Promise<string> {
  const programs = await buildGo(BUILDKIT, progress);
  const emulators = await goPrograms(EMULATOR);
  const id = createHash('sha256')
    .update(`${LAYOUT} ${path.basename(programs)} ${path.basename(emulators.dir)}`)
    .digest('hex')
    .slice(0, 12);
  const image = `release-action-rehearsal/buildkit:${id}`;
  const env = { DOCKER_HOST: engine.host };
  if ((await attempt(tools.docker, ['image', 'inspect', image], { env })).code !== 0) {
    await locked('buildkit-image', progress, () => load(tools, image, programs, env, progress));
  }
  if (engine.ours) await run(tools.docker, ['tag', image, DEFAULT_IMAGE], { env });
  return image;
}

async function load(
  tools: Tools,
  image: string,
  programs: string,
  env: Readonly<Record<string, string>>,
  progress: Progress,
): Promise<void> {
  progress('making the BuildKit image');
  await fetchPackages(ENGINE_PACKAGES(), progress);
  const work = cacheDir(`buildkit-image-${process.pid}`);
  const root = path.join(work, 'root');
  await rm(work, { recursive: true, force: true });
  await furnish(root, programs, progress);
  const tar = path.join(work, 'root.tar');
  await run('tar', ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '-C', root, '-cf', tar, '.']);
  const changes = ['ENTRYPOINT ["buildkitd"]', 'ENV PATH=/usr/bin:/bin', 'VOLUME /var/lib/buildkit'];
  await run(tools.docker, ['import', ...changes.flatMap((change) => ['--change', change]), tar, image], {
    env,
  });
  await rm(work, { recursive: true });
}

/** Fills `root`: buildkitd and buildctl, runc with its libraries, a shell, and the emulators for other platforms. */
async function furnish(root: string, programs: string, progress: Progress): Promise<void> {
  const of = (name: string): string => packageDir({ name, arch: hostArch(), suite: 'bookworm' });
  const lib = libraries();
  const loader = hostArch() === 'amd64' ? 'lib64/ld-linux-x86-64.so.2' : 'lib/ld-linux-aarch64.so.1';
  const files: readonly (readonly [from: string, to: string])[] = [
    [path.join(programs, 'buildkitd'), 'usr/bin/buildkitd'],
    [path.join(programs, 'buildctl'), 'usr/bin/buildctl'],
    [path.join(of('runc'), 'usr/sbin/runc'), 'usr/bin/runc'],
    [path.join(of('busybox-static'), 'bin/busybox'), 'bin/busybox'],
    [path.join(of('libc6'), 'lib', lib, 'libc.so.6'), `lib/${lib}/libc.so.6`],
    [path.join(of('libc6'), 'lib', lib, path.basename(loader)), loader],
    [path.join(of('libseccomp2'), 'usr/lib', lib, 'libseccomp.so.2'), `lib/${lib}/libseccomp.so.2`],
  ];
  for (const dir of ['etc/ssl/certs', 'root', 'run', 'tmp', 'var/lib', 'proc', 'sys', 'dev']) {
    await mkdir(path.join(root, dir), { recursive: true });
  }
  await chmod(path.join(root, 'tmp'), 0o1777);
  for (const [from, to] of files) {
    await mkdir(path.dirname(path.join(root, to)), { recursive: true });
    await copyFile(from, path.join(root, to));
    await chmod(path.join(root, to), 0o755);
  }
  await writeEmulators(path.join(root, 'usr/bin'), progress);
  await copyFile(
    path.join(await buildGo(EMULATOR, progress), 'emulator'),
    path.join(root, 'usr/bin/buildkit-runc'),
  );
  for (const name of ['sh', 'cat', 'ls', 'mount', 'ps', 'umount']) {
    await symlink('busybox', path.join(root, 'bin', name));
  }
}
