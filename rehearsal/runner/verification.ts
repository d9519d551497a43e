// What four programs that are not ours say of a release: cosign, gh, sigstore-go and sha256sum.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Ended, type Programs, ISSUER, SIGNATURE, identityOf, programsFor } from '../e2e/programs.ts';
import { branchQuestions } from './branch-verification.ts';
import type { JobResult } from './job.ts';
import type { Site } from './site.ts';

/** One question put to one program. */
export interface Verified {
  readonly program: 'cosign' | 'gh' | 'sigstore-go' | 'sha256sum';
  /** What it was asked about. */
  readonly what: string;
  readonly passed: boolean;
  /** Its last line, when it said no. */
  readonly said?: string;
}

/** The fields of release.json that say what there is to verify. */
interface Manifest {
  readonly tag: string;
  readonly images: readonly {
    readonly name: string;
    readonly digest: string;
    readonly tags: readonly string[];
  }[];
  readonly platforms: readonly { readonly platform: string; readonly digest: string }[];
  readonly assets: readonly { readonly name: string; readonly sha256: string }[];
  readonly checksums?: { readonly asset: string; readonly bundle?: string };
  readonly signature?: { readonly publicKey?: string };
  readonly provenance?: { readonly asset: string; readonly url?: string; readonly logIndex?: string };
}

export interface Question {
  readonly program: Verified['program'];
  readonly what: string;
  readonly ask: () => Promise<Ended>;
}

export interface VerificationOptions {
  /** Holds the release's assets, as downloaded. */
  readonly assets: string;
  /** The programs' own folder. */
  readonly dir: string;
  /** The inputs of the action. */
  readonly inputs: Readonly<Record<string, string>>;
}

interface Place {
  readonly site: Site;
  readonly judges: Programs;
  /** The release's assets, as downloaded. */
  readonly assets: string;
  readonly manifest: Manifest;
}

/**
 * Asks all four about everything that the release ships: index and platforms, the checksums and each asset. Nothing is
 * asked of a job that released nothing.
 */
export async function verification(
  site: Site,
  job: JobResult,
  { assets, dir, inputs }: VerificationOptions,
): Promise<readonly Verified[]> {
  if (job.conclusion !== 'success') return [];
  if (job.ref.startsWith('refs/heads/') && (job.outputs['moved'] ?? '{}') !== '{}')
    return answers(branchQuestions(site, job, await programsFor(site, dir), inputs));
  if (job.manifest === undefined || (job.outputs['release-id'] ?? '') === '') return [];
  const manifest = JSON.parse(job.manifest) as Manifest;
  const published = site.standIns
    .releases()
    .some(({ tag_name, draft }) => tag_name === manifest.tag && !draft);
  if (!published) return [];
  const place = { site, judges: await programsFor(site, dir), assets, manifest };
  return answers([...sums(place), ...signatures(place), ...(await provenance(place))]);
}

async function answers(questions: readonly Question[]): Promise<readonly Verified[]> {
  const verified: Verified[] = [];
  // One after the other: some of them would fill the machine alone.
  for (const { program, what, ask } of questions) {
    const { code, stdout, stderr } = await ask();
    const said = `${stdout}\n${stderr}`.trim().split('\n').at(-1) ?? '';
    verified.push({ program, what, passed: code === 0, ...(code === 0 ? {} : { said }) });
  }
  return verified;
}

const imageIn = ({ images: [image] }: Manifest): string => image?.name ?? '';

/** Index and platforms, by their names and digests. */
const digestsOf = ({ images: [image], platforms }: Manifest): readonly (readonly [string, string])[] => [
  ...(image === undefined ? [] : [[`the index of ${image.name}`, image.digest] as const]),
  ...platforms.map(({ platform, digest }) => [platform, digest] as const),
];

function sums({ assets, manifest }: Place): readonly Question[] {
  const { checksums } = manifest;
  if (checksums === undefined) return [];
  const ask = (): Promise<Ended> => sha256sum(['--check', '--strict', checksums.asset], assets);
  return [{ program: 'sha256sum', what: `every line of ${checksums.asset}`, ask }];
}

function sha256sum(argv: readonly string[], cwd: string): Promise<Ended> {
  return new Promise((resolve) => {
    execFile('sha256sum', [...argv], { cwd }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : 1, stdout, stderr });
    });
  });
}

/** The SHA-256 of a file as it is, 64 hex digits. */
async function hexOf(name: string, dir: string): Promise<string> {
  return (await sha256sum(['--', name], dir)).stdout.slice(0, 64);
}

function signatures({ site, judges, assets, manifest }: Place): readonly Question[] {
  const { signature, checksums } = manifest;
  if (signature === undefined) return [];
  const identity = identityOf(site, manifest.tag);
  const image = imageIn(manifest);
  const root = ['--trusted-root', site.standIns.trustedRoot];
  const by =
    signature.publicKey === undefined
      ? ['--certificate-identity', identity, '--certificate-oidc-issuer', ISSUER]
      : ['--key', join(assets, signature.publicKey)];
  const images = digestsOf(manifest).map(([name, digest]): Question => ({
    program: 'cosign',
    what: `the signature of ${name}`,
    ask: async () => {
      const ended = await judges.cosign('verify', ...root, ...by, '--output=json', `${image}@${digest}`);
      // cosign is content with a provenance alone.
      const code = ended.code === 0 && !ended.stdout.includes(SIGNATURE) ? 1 : ended.code;
      return { ...ended, code };
    },
  }));
  if (checksums?.bundle === undefined) return images;
  const { asset, bundle } = checksums;
  const argv = ['verify-blob', ...root, ...by, '--bundle', join(assets, bundle), join(assets, asset)];
  const blob: Question = {
    program: 'cosign',
    what: `the signature of ${asset}`,
    ask: () => judges.cosign(...argv),
  };
  return signature.publicKey === undefined
    ? [
        ...images,
        blob,
        {
          program: 'sigstore-go',
          what: `the signature of ${asset}`,
          ask: async () => judges.sigstoreGo(join(assets, bundle), await hexOf(asset, assets), identity),
        },
      ]
    : [...images, blob];
}

async function provenance({ site, judges, assets, manifest }: Place): Promise<readonly Question[]> {
  const proof = manifest.provenance;
  if (proof === undefined) return [];
  const identity = identityOf(site, manifest.tag);
  const image = imageIn(manifest);
  // A release's own tag may begin with a prefix that an image's tag cannot hold.
  const named = `${image}:${manifest.images[0]?.tags[0] ?? manifest.tag}`;
  const bundle = join(assets, proof.asset);
  const [owner = ''] = site.repository.split('/');
  const at = proof.url === undefined ? ['--bundle-from-oci'] : [];
  // GitHub's own instance, which signs for what is not public, has no log; its root is beside the rehearsal's others.
  const own = join(site.out, 'trusted_root.github.json');
  const unlogged = proof.logIndex === undefined;
  const cosignBy = unlogged
    ? ['--trusted-root', own, '--use-signed-timestamps', '--insecure-ignore-tlog', '--insecure-ignore-sct']
    : ['--trusted-root', site.standIns.trustedRoot];
  const goBy = unlogged ? ['-trustedrootJSONpath', own, '-requireTlog=false', '-requireCTlog=false'] : [];
  const who = ['--certificate-identity', identity, '--certificate-oidc-issuer', ISSUER];
  const digests = digestsOf(manifest);
  // Of each asset that it speaks of: the proofs themselves are made after it.
  const subjects = await subjectsIn(bundle);
  const covered = manifest.assets.filter(({ sha256 }) => subjects.has(sha256));
  const ofDigest = ([name, digest]: readonly [string, string]): readonly Question[] => {
    const what = `the provenance of ${name}`;
    const ref = `${image}@${digest}`;
    const slsa = ['verify-attestation', '--type', 'slsaprovenance1', ...cosignBy, ...who, ref];
    return [
      { program: 'cosign', what, ask: () => judges.cosign(...slsa) },
      { program: 'gh', what, ask: () => judges.ghVerify(`oci://${ref}`, '--repo', site.repository, ...at) },
      {
        program: 'sigstore-go',
        what,
        ask: () => judges.sigstoreGo(bundle, digest.slice(7), identity, ...goBy),
      },
    ];
  };
  return [
    {
      program: 'gh',
      what: `the provenance of ${named}`,
      ask: () => judges.ghVerify(`oci://${named}`, '--owner', owner, ...at),
    },
    ...digests.flatMap(ofDigest),
    ...covered.flatMap(({ name }): readonly Question[] => [
      {
        program: 'gh',
        what: `the provenance of ${name}`,
        ask: () => judges.ghVerify(join(assets, name), '--repo', site.repository, '--bundle', bundle),
      },
      {
        program: 'sigstore-go',
        what: `the provenance of ${name}`,
        ask: async () => judges.sigstoreGo(bundle, await hexOf(name, assets), identity, ...goBy),
      },
    ]),
  ];
}

/** What a bundle's statement speaks of, by SHA-256. */
async function subjectsIn(file: string): Promise<ReadonlySet<string>> {
  const { dsseEnvelope } = JSON.parse(await readFile(file, 'utf8')) as { dsseEnvelope: { payload: string } };
  const { subject } = JSON.parse(Buffer.from(dsseEnvelope.payload, 'base64').toString()) as {
    subject: readonly { readonly digest: { readonly sha256: string } }[];
  };
  return new Set(subject.map(({ digest }) => digest.sha256));
}
