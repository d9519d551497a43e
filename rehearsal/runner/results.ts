// Writes what a rehearsal found out into its folder: the result, the log, the requests, and GitHub as it now stands.
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { JobResult } from './job.ts';
import type { Site } from './site.ts';
import type { TimelineEntry } from './timeline.ts';
import type { Verified } from './verification.ts';
import { verificationPage } from './verification-page.ts';
import type { Annotation } from './workflow-commands.ts';

/** `result.json`. */
export interface Result {
  readonly exitCode: number;
  readonly conclusion: JobResult['conclusion'];
  readonly repository: string;
  readonly ref: string;
  readonly sha: string;
  readonly runId: number;
  /** Of the action's main script. */
  readonly seconds: number;
  /** Of runner, builder, checkout, action and clean-up. */
  readonly jobSeconds: number;
  readonly peakMemory: { readonly bytes: number; readonly measured: string };
  readonly outputs: Readonly<Record<string, string>>;
  readonly timeline: readonly TimelineEntry[];
  readonly annotations: readonly Annotation[];
  readonly undeclaredOutputs: readonly string[];
  readonly orphanProcesses: number;
  readonly requests: number;
  /** What a client did that the real GitHub, registry or Sigstore would not have forgiven. */
  readonly violations: readonly string[];
  /** What cosign, gh, sigstore-go and sha256sum say of the release; empty when nothing was released. */
  readonly verification: readonly Verified[];
}

/** The part of a job that goes into result.json. */
export function resultOf(site: Site, job: JobResult, verification: readonly Verified[]): Result {
  return {
    exitCode: job.exitCode,
    conclusion: job.conclusion,
    repository: site.repository,
    ref: job.ref,
    sha: job.sha,
    runId: job.runId,
    seconds: Math.round(job.seconds * 1000) / 1000,
    jobSeconds: Math.round(job.wallSeconds * 1000) / 1000,
    peakMemory: {
      bytes: job.peakMemory,
      measured: "VmHWM of the action's own process, read from /proc every 50 ms; its children not counted",
    },
    outputs: job.outputs,
    timeline: job.timeline,
    annotations: job.annotations,
    undeclaredOutputs: job.undeclared,
    orphanProcesses: job.orphans,
    requests: job.calls.length,
    violations: site.standIns.violations(),
    verification,
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** The releases as the REST API shows them, and each release's assets as files in a folder named after its tag. */
export async function writeGitHub(site: Site, out: string): Promise<void> {
  const dir = join(out, 'github');
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  const releases = site.standIns.releases();
  await writeFile(join(dir, 'releases.json'), json(releases));
  const seen = new Set<string>();
  for (const { id, tag_name: tag, assets } of releases) {
    // Two drafts of one tag can exist, and neither may hide the other.
    const folder = join(dir, seen.has(tag) ? `${tag}.${id}` : tag);
    seen.add(tag);
    await mkdir(folder, { recursive: true });
    for (const asset of assets) {
      if (asset.state === 'uploaded')
        await copyFile(site.standIns.assetFile(asset.id), join(folder, basename(asset.name)));
    }
  }
}

/** Writes result.json, log.txt, summary.md, verification.md, requests.jsonl and, when there is one, release.json. */
export async function writeJob(
  site: Site,
  job: JobResult,
  verification: readonly Verified[],
  out: string,
): Promise<Result> {
  await mkdir(out, { recursive: true });
  const result = resultOf(site, job, verification);
  await writeFile(join(out, 'result.json'), json(result));
  await writeFile(join(out, 'log.txt'), job.log.map((line) => `${line}\n`).join(''));
  await writeFile(join(out, 'summary.md'), job.summary);
  await writeFile(join(out, 'verification.md'), verificationPage(verification));
  await writeFile(join(out, 'requests.jsonl'), job.calls.map((call) => `${JSON.stringify(call)}\n`).join(''));
  if (job.manifest !== undefined) await writeFile(join(out, 'release.json'), job.manifest);
  return result;
}
