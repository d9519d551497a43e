// The releases of cosign, gh and buildx at their publishers, as far as a runner downloads them: names, checksum lists and
// signatures as the publishers have them; the programs are the rehearsal's own.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Holder } from './sigstore/authority.ts';
import type { Publish } from './sigstore/publisher.ts';
import type { Downloads } from './tool-downloads.ts';

export interface ToolRelease {
  readonly tool: 'buildx' | 'cosign' | 'gh';
  readonly version: string;
  /** The asset's bytes: the program, or for gh a tarball with it. */
  readonly asset: Buffer;
}

interface Publisher {
  readonly repository: string;
  readonly file: (version: string, arch: string) => string;
  readonly checksums: (version: string) => string;
  readonly holder: (version: string) => Holder;
}

const ACTIONS = 'https://token.actions.githubusercontent.com';
const ISSUER = 8;
const SOURCE_REPOSITORY = 12;
const SOURCE_REF = 14;

/** Read off the publishers' own releases and certificates. */
const PUBLISHERS: Readonly<Record<ToolRelease['tool'], Publisher>> = {
  buildx: {
    repository: 'docker/buildx',
    file: (version, arch) => `buildx-v${version}.linux-${arch}`,
    checksums: () => 'checksums.txt',
    holder: (version) => ({
      name: {
        type: 'url',
        value: `https://github.com/docker/github-builder/.github/workflows/bake.yml@${'a'.repeat(40)}`,
      },
      claims: {
        [ISSUER]: ACTIONS,
        [SOURCE_REPOSITORY]: 'https://github.com/docker/buildx',
        [SOURCE_REF]: `refs/tags/v${version}`,
      },
    }),
  },
  cosign: {
    repository: 'sigstore/cosign',
    file: (_, arch) => `cosign-linux-${arch}`,
    checksums: () => 'cosign_checksums.txt',
    holder: () => ({
      name: { type: 'email', value: 'keyless@projectsigstore.iam.gserviceaccount.com' },
      claims: { [ISSUER]: 'https://accounts.google.com' },
    }),
  },
  gh: {
    repository: 'cli/cli',
    file: (version, arch) => `gh_${version}_linux_${arch}.tar.gz`,
    checksums: (version) => `gh_${version}_checksums.txt`,
    holder: () => ({
      name: {
        type: 'url',
        value: 'https://github.com/cli/cli/.github/workflows/deployment.yml@refs/heads/trunk',
      },
      claims: { [ISSUER]: ACTIONS, [SOURCE_REPOSITORY]: 'https://github.com/cli/cli' },
    }),
  },
};

/** Publishes releases for this machine's architecture below `dir`. Answers what is to be had where. */
export async function publishTools(
  releases: readonly ToolRelease[],
  publish: Publish,
  dir: string,
): Promise<Downloads> {
  mkdirSync(dir, { recursive: true });
  const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const downloads: Record<string, string> = {};
  const put = (address: string, content: Buffer | string): void => {
    const file = join(dir, `${Object.keys(downloads).length}`);
    writeFileSync(file, content);
    downloads[address] = file;
  };
  for (const { tool, version, asset } of releases) {
    const { repository, file, checksums, holder } = PUBLISHERS[tool];
    const base = `github.com/${repository}/releases/download/v${version}`;
    const name = file(version, arch);
    const sum = createHash('sha256').update(asset).digest('hex');
    put(`${base}/${name}`, asset);
    put(`${base}/${checksums(version)}`, `${sum}  ${name}\n`);
    if (tool !== 'gh') {
      put(`${base}/${name}.sigstore.json`, JSON.stringify(await publish.blob(asset, holder(version))));
      continue;
    }
    // gh has no signature beside its files: GitHub keeps an attestation of them.
    const statement = {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name, digest: { sha256: sum } }],
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: {},
    };
    const bundle = await publish.statement(statement, holder(version));
    put(
      `api.github.com/repos/${repository}/attestations/sha256:${sum}`,
      JSON.stringify({ attestations: [{ bundle, repository_id: 212613049 }] }),
    );
  }
  return downloads;
}
