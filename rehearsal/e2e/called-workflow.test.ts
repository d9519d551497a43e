// The workflow for callers, run from its own file: it ends as one machine does, its jobs may do no more than they must, and a rerun
// of what failed builds nothing twice.
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JobResult } from '../runner/job.ts';
import { type CallOptions, type WorkflowRun, calledRef, callWorkflow } from '../runner/workflow.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage, writes } from './stage.ts';

let alone: Stage;
let spread: Stage;
beforeAll(async () => {
  [alone, spread] = [await openStage(), await openStage()];
}, SET_UP_MS);
afterAll(async () => {
  await alone.close();
  await spread.close();
}, SET_UP_MS);

/** What a release ships beside its image. */
const assets = { binaries: 'binary', files: 'README.md', sbom: 'auto' };

const say = (line: string): void => {
  if (process.env['REHEARSAL_QUIET'] === undefined) process.stderr.write(`${line}\n`);
};
const call = (tag: string, options: Partial<CallOptions> = {}): Promise<WorkflowRun> =>
  callWorkflow(spread.site, { ref: `refs/tags/${tag}`, ...options }, say);

/** What a run has built, job by job. */
const built = ({ jobs }: WorkflowRun): readonly string[] => jobs.flatMap(({ result }) => builtBy(result));
const builtBy = (result: JobResult | undefined): readonly string[] =>
  (result?.timeline ?? [])
    .filter(({ title, outcome }) => title.startsWith('Build ') && outcome === 'made')
    .map(({ title }) => title);

/** What jobs that were not killed say went wrong. */
const faults = ({ jobs }: WorkflowRun): readonly string[] =>
  jobs.flatMap(({ name, result }) =>
    (result?.annotations ?? [])
      .filter(({ level }) => level === 'error')
      .map(({ message }) => `${name}: ${message}`),
  );

/** What of a release must not depend on which machines made it. */
const shape = ({ manifest }: JobResult): unknown => {
  const { images, platforms, page, assets, sboms } = JSON.parse(manifest ?? '{}') as Record<string, unknown>;
  const names = (assets as readonly { readonly name: string }[]).map(({ name }) => name);
  // Attested side by side, their places in the log and at GitHub are of the moment.
  const kinds = (sboms as readonly { readonly asset: string; readonly predicateType: string }[]).map(
    ({ asset, predicateType }) => ({ asset, predicateType }),
  );
  return { images, platforms, page, names, kinds };
};

/** Every asset but those that tell of the run: its proofs, its record and what has sums or signatures of these. */
const files = ({ manifest }: JobResult): unknown => {
  const { assets } = JSON.parse(manifest ?? '{}') as {
    readonly assets: readonly { readonly name: string; readonly sha256: string }[];
  };
  return assets.filter(({ name }) => !/\.(?:sigstore\.json|jsonl?|bundle)$/.test(name));
};

test(
  'a plan job, two build jobs and a releasing one leave what one machine leaves',
  async () => {
    // The page names who signs: on one machine it is the same workflow here, called with one job.
    const one = await alone.release('v1.2.0', {
      with: { ...assets, builds: 'here' },
      jobWorkflowRef: calledRef,
    });
    expect(one.exitCode).toBe(0);

    const run = await call('v1.2.0', { with: assets });
    expect(faults(run)).toEqual([]);
    expect(run.jobs.map(({ name, runner, conclusion }) => [name, runner, conclusion])).toEqual([
      ['Plan', 'hosted', 'success'],
      ['Build linux/amd64', 'hosted', 'success'],
      ['Build linux/arm64', 'hosted-arm', 'success'],
      ['Release', 'hosted', 'success'],
    ]);
    expect(built(run)).toEqual(['Build linux/amd64', 'Build linux/arm64']);
    const [plan, amd, arm, last] = run.jobs.map(({ result }) => result);
    if (!plan || !amd || !arm || !last) throw new Error('a job has not run');
    expect(plan.calls.filter(writes)).toEqual([]);

    expect(shape(last)).toEqual(shape(one));
    expect(files(last)).toEqual(files(one));
    expect(run.outputs).toMatchObject({ verified: 'true', digest: one.outputs['digest'] });
    expect(run.outputs['platform-digests']).toBe(one.outputs['platform-digests']);
    expect(
      last.log.filter((line) => /^Start linux\/\w+: found .*\(in the job build\)/.test(line)),
    ).toHaveLength(2);

    // Archives and SBOMs are made where the platform is built, and handed over.
    const madeBy = (of: JobResult): readonly string[] =>
      of.log.flatMap((line) => /^(?:Pack|Scan|Take|Push the files of) [^\s:]+/.exec(line) ?? []).toSorted();
    const archive = (platform: string): string => `signpost_1.2.0_linux_${platform}.tar.gz`;
    for (const [of, platform] of [
      [amd, 'amd64'],
      [arm, 'arm64'],
    ] as const) {
      expect(madeBy(of)).toEqual([
        `Pack ${archive(platform)}`,
        `Push the files of linux/${platform}`,
        `Scan linux/${platform}`,
      ]);
    }
    expect(madeBy(last)).toEqual([`Take ${archive('amd64')}`, `Take ${archive('arm64')}`]);
    expect(last.log.join('\n')).not.toContain('Make sure of a builder');

    // Programs that know nothing of the action find the same at both places.
    for (const tag of ['v1.2.0', 'v1.2', 'v1', 'latest']) {
      const [here, there] = await Promise.all(
        [alone, spread].map(({ judges }) => judges.crane('digest', `${judges.image}:${tag}`)),
      );
      expect([tag, there?.code, there?.stdout]).toEqual([tag, 0, here?.stdout]);
    }
    // The called workflow signs, and the provenance names the job of each platform.
    const identity = `https://github.com/${calledRef}`;
    const { judges } = spread;
    const digests = JSON.parse(run.outputs['platform-digests'] ?? '{}') as Readonly<Record<string, string>>;
    for (const digest of [run.outputs['digest'] ?? '', ...Object.values(digests)]) {
      expect((await judges.cosignVerify(`${judges.image}@${digest}`, identity)).code).toBe(0);
      expect((await judges.cosignProvenance(`${judges.image}@${digest}`, identity)).code).toBe(0);
    }
    expect(last.log.join('\n')).not.toContain('is refused');
    expect(await dependencies(run.outputs['digest'] ?? '')).toEqual(
      Object.entries(digests).map(([name, digest]) => [name, digest.slice('sha256:'.length), 'build']),
    );

    const verified = await spread.release('v1.2.0', { with: { mode: 'verify' } });
    expect(verified.exitCode).toBe(0);
  },
  3 * RELEASE_MS,
);

interface Dependency {
  readonly name?: string;
  readonly digest: { readonly sha256?: string };
  readonly annotations?: { readonly job: string };
}

/** What the provenance that GitHub stores says other jobs have built: platform, digest, job. */
async function dependencies(digest: string): Promise<unknown> {
  const [file = ''] = await spread.judges.storedBundles(digest);
  const { dsseEnvelope } = JSON.parse(await readFile(file, 'utf8')) as { dsseEnvelope: { payload: string } };
  const { predicate } = JSON.parse(Buffer.from(dsseEnvelope.payload, 'base64').toString()) as {
    predicate: { buildDefinition: { resolvedDependencies: readonly Dependency[] } };
  };
  return predicate.buildDefinition.resolvedDependencies.flatMap(({ name, digest: of, annotations }) =>
    annotations === undefined ? [] : [[name, of.sha256, annotations.job]],
  );
}

test(
  'a build job that is killed, and a releasing one, run again: no platform is built twice',
  async () => {
    const ref = 'v1.1.0';
    // Killed when its build stands and its record does not.
    const first = await call(ref, {
      job: (name) =>
        name === 'Build linux/arm64'
          ? { killAfter: { phase: 'after', at: /^PUT ghcr\.io\/v2\/.*\/manifests\/sha256:/ } }
          : {},
    });
    expect(first.jobs.map(({ name, conclusion }) => [name, conclusion])).toEqual([
      ['Plan', 'success'],
      ['Build linux/amd64', 'success'],
      ['Build linux/arm64', 'failure'],
      ['Release', 'skipped'],
    ]);
    expect(faults(first)).toEqual([]);
    const second = await call(ref, {
      rerun: first,
      job: (name) =>
        name === 'Release'
          ? { killAfter: { phase: 'before', at: /^PATCH api\.github\.com\/.*\/releases\// } }
          : {},
    });
    expect(second.jobs.map(({ conclusion }) => conclusion)).toEqual([
      'success',
      'success',
      'success',
      'failure',
    ]);
    expect(built(second).filter((title) => title.endsWith('amd64'))).toHaveLength(1);

    const third = await call(ref, { rerun: second });
    expect(faults(third)).toEqual([]);
    expect(third.jobs.map(({ conclusion }) => conclusion)).toEqual([
      'success',
      'success',
      'success',
      'success',
    ]);
    expect(third.outputs['verified']).toBe('true');
    const [release] = third.jobs.slice(-1);
    expect(builtBy(release?.result)).toEqual([]);
  },
  3 * RELEASE_MS,
);

test('a caller that grants less than the jobs ask for is refused at once', async () => {
  await expect(call('v1.2.0', { permissions: { contents: 'write', packages: 'read' } })).rejects.toThrow(
    /^The nested job 'build' is requesting 'packages: write', but is only allowed 'packages: read'\.$/,
  );
});

test(
  'a job of the caller stands between build and release: called with draft: true first, it knows the digest, and then nothing is built',
  async () => {
    const { judges, site } = spread;
    const tag = 'v1.3.0-rc.1';
    execFileSync('git', ['--git-dir', site.gitDir, 'tag', tag, 'v1.2.0^{commit}']);
    const staged = await call(tag, { with: { draft: true } });
    expect(faults(staged)).toEqual([]);
    const { digest = '' } = staged.outputs;
    // What the caller's job has: the image and its proofs by digest, and nothing that is public.
    const ref = `${judges.image}@${digest}`;
    expect(await judges.crane('manifest', ref)).toMatchObject({ code: 0 });
    expect(await judges.cosignVerify(ref, `https://github.com/${calledRef}`)).toMatchObject({ code: 0 });
    expect((await judges.crane('digest', `${judges.image}:${tag}`)).code).not.toBe(0);

    const released = await call(tag);
    expect(faults(released)).toEqual([]);
    expect(built(released)).toEqual([]);
    expect(released.outputs).toMatchObject({ verified: 'true', digest });
    expect((await judges.crane('digest', `${judges.image}:${tag}`)).stdout.trim()).toBe(digest);
  },
  2 * RELEASE_MS,
);
