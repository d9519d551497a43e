// docs/killed-jobs.md: what was killed of the called workflow's jobs, and how their reruns ended.
import type { Call } from '../standins/world.ts';
import type { TriedKill } from './try-kill.ts';

const most = (numbers: readonly number[]): number => Math.max(0, ...numbers);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** The page. `calls`: those of each job of an undisturbed run. */
export function page(
  tried: readonly TriedKill[],
  calls: ReadonlyMap<string, readonly Call[]>,
  seed: number,
): string {
  const rows = [...calls].map(([job, own]) => {
    const of = tried.filter((one) => one.job === job);
    const cells = [
      own.length,
      of.length,
      of.filter(({ came }) => came).length,
      new Set(of.map(({ left }) => left)).size,
      of.filter(({ problems }) => problems.length === 0).length,
      most(of.map(({ attempts }) => attempts)),
      of.filter(({ recorded }) => recorded > 0).length,
      sum(of.map(({ rebuilt }) => rebuilt)),
      of.filter(({ builtAgain }) => builtAgain > 0).length,
      of.filter(({ extraLogEntries }) => extraLogEntries > 0).length,
    ];
    return `| ${job} | ${cells.join(' | ')} |`;
  });
  const broken = tried.filter(({ problems }) => problems.length > 0);
  const worst = most(tried.map(({ extraLogEntries }) => extraLogEntries));
  return `# Any job killed, and run again

Written by \`npm run rehearse:jobs\`. The [called workflow](recipes/native-runners.md) releases v1.2.0 of the example after v1.1.0: one planning job, a build job
for each of two platforms, one releasing job, each on a runner of its own; an archive a platform (\`binaries\`) is handed over with its image. One job is killed at one of its calls, with all its
children, right before the server acts or right after; what failed is run again as \`gh run rerun --failed\` does. Then tags, referrers,
attestations, releases with notes and assets, and Git tags must be equal to those of an undisturbed run, and of a release by one machine.

The calls are drawn at random by the seed ${seed}. A call is a request of the action, or of git, cosign, gh or BuildKit, that reaches GitHub, the registry or
Sigstore; of BuildKit's many alike calls for layers one in eight is among those that may be drawn. A job has built when BuildKit came to the release's
repository. What two kills of one job leave is finished once where it is the same state to whatever comes next ([reliability](reliability.md)).

| killed job | calls undisturbed | kills | the call came | different states left | converged, no rule broken | most attempts | with a record when it died | platforms rebuilt with a record | built again before its record stood | with an extra log entry |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

A job that dies after its build and before its record stands builds again: nobody has proven yet what was built. It does so from BuildKit's cache where the
builder lives on, and gets the same digest. A log entry is extra when the job died between the log's answer and the registry's (at most ${worst}).
${broken.length === 0 ? '' : `\n## Not right\n\n${broken.map(({ kill, problems }) => `- ${kill}:\n${problems.map((text) => `  - ${text}`).join('\n')}`).join('\n')}\n`}`;
}
