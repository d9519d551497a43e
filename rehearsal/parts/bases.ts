// The base images of the rehearsal's Dockerfiles, for both platforms, made of Debian packages: a C compiler and a shell.
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheDir, fillOnce, locked } from './cache.ts';
import type { Progress } from './cache.ts';
import { run } from './command.ts';
import { writeLayout } from './oci-layout.ts';
import { fetchPackages, packageDir } from './packages.ts';
import type { DebianArch, Package } from './packages.ts';
import type { Tools } from './tools.ts';

/** One image, as an OCI layout in a folder, and the name it gets below ghcr.io. */
export interface BaseImage {
  readonly repository: string;
  readonly tag: string;
  readonly layout: string;
}

export interface BaseImages {
  readonly images: readonly BaseImage[];
  /** What stands in for images on Docker Hub, by their names there. */
  readonly hub: readonly BaseImage[];
}

/** Raised when what is below changes what goes into an image. */
const RECIPE = 4;

const ARCHES: readonly DebianArch[] = ['amd64', 'arm64'];

interface Target {
  /** The machine in GNU's triplets. */
  readonly cpu: string;
  /** The same in the name of the binutils package. */
  readonly binutils: string;
  readonly loader: string;
}

const TARGETS: Readonly<Record<DebianArch, Target>> = {
  amd64: { cpu: 'x86_64', binutils: 'x86-64', loader: 'lib64/ld-linux-x86-64.so.2' },
  arm64: { cpu: 'aarch64', binutils: 'aarch64', loader: 'lib/ld-linux-aarch64.so.1' },
};

/**
 * Makes the base images unless they are in the cache: `octo-org/base` (a static busybox) and `octo-org/base-c` (the
 * same with `cc`: tcc compiles, ld links statically against musl; 0.3 s under emulation, 5 MB compressed).
 */
export async function ensureBases(_tools: Tools, progress: Progress): Promise<BaseImages> {
  const packages = ARCHES.flatMap(compilerPackages);
  const id = createHash('sha256')
    .update(JSON.stringify([RECIPE, packages]))
    .digest('hex')
    .slice(0, 12);
  const dir = cacheDir(`bases-${id}`);
  await locked('bases', progress, () =>
    fillOnce(dir, async (partial) => {
      await fetchPackages(packages, progress);
      progress('making the base images');
      const roots = path.join(partial, 'roots');
      for (const arch of ARCHES) {
        await shellRoot(path.join(roots, 'base', arch), arch);
        await shellRoot(path.join(roots, 'base-c', arch), arch);
        await compilerRoot(path.join(roots, 'base-c', arch), arch);
        await scannerRoot(path.join(roots, 'scanner', arch), arch);
      }
      await writeLayout(
        path.join(partial, 'scanner'),
        ARCHES.map((arch) => ({ arch, root: path.join(roots, 'scanner', arch) })),
        { Env: ['PATH=/bin'], Entrypoint: ['/bin/scan'] },
      );
      for (const name of ['base', 'base-c']) {
        const platforms = ARCHES.map((arch) => ({ arch, root: path.join(roots, name, arch) }));
        const config = { Env: ['PATH=/usr/bin:/bin'], Cmd: ['/bin/sh'] };
        await writeLayout(path.join(partial, name), platforms, config);
      }
      await rm(roots, { recursive: true });
    }),
  );
  const image = (name: string): BaseImage => ({
    repository: `octo-org/${name}`,
    tag: '1',
    layout: path.join(dir, name),
  });
  const scanner = { repository: 'docker/buildkit-syft-scanner', tag: 'stable-1' };
  return {
    images: [image('base'), image('base-c')],
    hub: [{ ...scanner, layout: path.join(dir, 'scanner') }],
  };
}

/** Pushes the base images to the registry on loopback; answers the names a Dockerfile uses (`ghcr.io/…:1`). */
export function pushBases(tools: Tools, bases: BaseImages, registryPort: number): Promise<string[]> {
  return Promise.all(
    [...bases.images, ...bases.hub].map(async ({ repository, tag, layout }) => {
      const target = `127.0.0.1:${registryPort}/${repository}:${tag}`;
      if (!(await isThere(layout, `http://127.0.0.1:${registryPort}/v2/${repository}/manifests/${tag}`)))
        await run(tools.crane, ['push', '--index', layout, target], { env: tools.env });
      return `ghcr.io/${repository}:${tag}`;
    }),
  );
}

/** Whether the tag names the layout's own index, as it does in a registry on a kept folder. */
async function isThere(layout: string, url: string): Promise<boolean> {
  const index = await readFile(path.join(layout, 'index.json'));
  const answer = await fetch(url, {
    method: 'HEAD',
    headers: { accept: 'application/vnd.oci.image.index.v1+json' },
  });
  const digest = createHash('sha256').update(index).digest('hex');
  return answer.ok && answer.headers.get('docker-content-digest') === `sha256:${digest}`;
}

function compilerPackages(arch: DebianArch): readonly Package[] {
  const binutils = `binutils-${TARGETS[arch].binutils}-linux-gnu`;
  // prettier-ignore
  const names = ['busybox-static', 'dash', 'tcc', 'musl-dev', binutils, 'libbinutils', 'libctf0', 'libjansson4', 'zlib1g', 'libzstd1', 'libc6'];
  return names.map((name) => ({ name, arch, suite: 'bookworm' as const }));
}

async function shellRoot(root: string, arch: DebianArch): Promise<void> {
  for (const dir of ['bin', 'etc', 'tmp', 'usr/bin', 'var']) {
    await mkdir(path.join(root, dir), { recursive: true });
  }
  await cp(path.join(of('busybox-static', arch), 'bin/busybox'), path.join(root, 'bin/busybox'));
  // prettier-ignore
  for (const name of ['sh', 'cat', 'cp', 'echo', 'grep', 'ls', 'mkdir', 'mv', 'printf', 'rm', 'sed', 'sha256sum', 'sleep', 'test', 'uname', 'wget']) {
    await symlink('busybox', path.join(root, 'bin', name));
  }
  await writeFile(path.join(root, 'etc/passwd'), 'root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n');
  await writeFile(path.join(root, 'etc/group'), 'root:x:0:\nnogroup:x:65534:\n');
}

async function scannerRoot(root: string, arch: DebianArch): Promise<void> {
  await shellRoot(root, arch);
  for (const name of ['cut', 'date', 'find', 'sort']) await symlink('busybox', path.join(root, 'bin', name));
  await writeFile(path.join(root, 'bin/scan'), SCAN, { mode: 0o755 });
}

async function compilerRoot(root: string, arch: DebianArch): Promise<void> {
  const { cpu, binutils, loader } = TARGETS[arch];
  const gnu = `${cpu}-linux-gnu`;
  const musl = `${cpu}-linux-musl`;
  const take = async (from: string, name: string, to: string): Promise<void> => {
    const target = path.join(root, to);
    await mkdir(path.dirname(target), { recursive: true });
    await cp(path.join(of(name, arch), from), target, { recursive: true, dereference: true });
  };
  // busybox's shell runs its own tools through /proc/self/exe, which loses their names under some emulators.
  await rm(path.join(root, 'bin/sh'));
  await take('bin/dash', 'dash', 'bin/sh');
  await take('usr/bin/tcc', 'tcc', 'usr/bin/tcc');
  await take(`usr/lib/${gnu}/tcc/include`, 'tcc', 'usr/lib/tcc/include');
  await take(`usr/lib/${gnu}/tcc/libtcc1.a`, 'tcc', 'usr/lib/tcc/libtcc1.a');
  await take(`usr/bin/${gnu}-ld.bfd`, `binutils-${binutils}-linux-gnu`, 'usr/bin/ld');
  for (const name of ['crt1.o', 'crti.o', 'crtn.o', 'libc.a']) {
    await take(`usr/lib/${musl}/${name}`, 'musl-dev', `usr/lib/musl/${name}`);
  }
  await take(`usr/include/${musl}`, 'musl-dev', 'usr/include');
  const libraries: readonly (readonly [name: string, dir: string, pattern: RegExp])[] = [
    ['libc6', `lib/${gnu}`, /^lib(c|m|dl|pthread)\.so\.\d+$/],
    ['libbinutils', `usr/lib/${gnu}`, /^lib(bfd-.*\.so|sframe\.so\.0)$/],
    ['libctf0', `usr/lib/${gnu}`, /^libctf\.so\.0$/],
    ['libjansson4', `usr/lib/${gnu}`, /^libjansson\.so\.4$/],
    ['libzstd1', `usr/lib/${gnu}`, /^libzstd\.so\.1$/],
    ['zlib1g', `lib/${gnu}`, /^libz\.so\.1$/],
  ];
  for (const [name, dir, pattern] of libraries) {
    const found = (await readdir(path.join(of(name, arch), dir))).filter((file) => pattern.test(file));
    if (found.length === 0) throw new Error(`${name} for ${arch} has no library like ${pattern.source}`);
    for (const file of found) await take(path.join(dir, file), name, `lib/${gnu}/${file}`);
  }
  await take(`lib/${gnu}/${path.basename(loader)}`, 'libc6', loader);
  await writeFile(path.join(root, 'usr/bin/cc'), CC, { mode: 0o755 });
}

function of(name: string, arch: DebianArch): string {
  return packageDir({ name, arch, suite: 'bookworm' });
}

/** The compiler driver. tcc's own linker does not know every AArch64 relocation in musl, so ld does that part. */
const CC = `#!/bin/sh
# cc [-DNAME=VALUE]... -o PROGRAM FILE.c...   compiles and links one static program
set -e
out=a.out; flags=; objects=
while [ $# -gt 0 ]; do
  case $1 in
    -o) out=$2; shift ;;
    *.c) tcc -nostdinc -I/usr/include -I/usr/lib/tcc/include $flags -c "$1" -o "\${1%.c}.o"; objects="$objects \${1%.c}.o" ;;
    *) flags="$flags $1" ;;
  esac
  shift
done
lib=/usr/lib/musl
exec ld -static -o "$out" $lib/crt1.o $lib/crti.o $objects --start-group $lib/libc.a /usr/lib/tcc/libtcc1.a --end-group $lib/crtn.o
`;

/**
 * A scanner by BuildKit's protocol (its docs/attestations/sbom-protocol.md): every file with its checksum, in SPDX 2.3.
 * As real ones do, it gives each document a name and a time of its own.
 */
const SCAN = `#!/bin/sh
set -e
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
cd "$BUILDKIT_SCAN_SOURCE"
{
  printf '{"_type":"https://in-toto.io/Statement/v0.1","predicateType":"https://spdx.dev/Document","predicate":{'
  printf '"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","dataLicense":"CC0-1.0","name":"sbom",'
  printf '"documentNamespace":"https://example.com/scan/%s-%s",' "$now" "$$"
  printf '"creationInfo":{"created":"%s","creators":["Tool: rehearsal-scanner"]},"packages":[],"files":[' "$now"
  comma=
  find . -type f | sort | while read -r file; do
    sum=$(sha256sum "$file" | cut -d' ' -f1)
    printf '%s{"fileName":"%s","SPDXID":"SPDXRef-File-%s","checksums":[{"algorithm":"SHA256","checksumValue":"%s"}],' \\
      "$comma" "$file" "$(printf %s "$file" | sha256sum | cut -c1-16)" "$sum"
    printf '"licenseConcluded":"NOASSERTION","copyrightText":"NOASSERTION"}'
    comma=,
  done
  printf ']}}'
} > "$BUILDKIT_SCAN_DESTINATION/sbom.spdx.json"
`;
