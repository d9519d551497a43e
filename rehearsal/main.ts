// `npm run rehearse`: reads the command line, shows progress, and exits as the action did.
import { join } from 'node:path';
import { advise } from './advice/advice.ts';
import { whyNotRehearsable } from './advice/rehearsable.ts';
import { readRepository } from './advice/repository.ts';
import { rehearse, serve } from './rehearse.ts';
import { parseCommandLine, USAGE, type Command } from './runner/cli.ts';

const began = performance.now();
const say = (line: string): void => {
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(6);
  process.stderr.write(`${seconds}  ${line}\n`);
};

/** Aborted by the first Ctrl-C or SIGTERM: the job is cancelled and the parts are taken down. A second one ends all. */
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort(new Error('interrupted'));
  });

const adviceOn = async (repo: string): Promise<string> =>
  `${advise(await readRepository(repo)).lines.join('\n')}\n`;

async function main(command: Command): Promise<number> {
  if (command.kind === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  if (command.kind === 'serve') {
    await serve(command.out, say, stop.signal);
    return 0;
  }
  if (command.kind === 'advice') {
    process.stdout.write(await adviceOn(command.repo));
    return 0;
  }
  const { options } = command;
  // What a script reads on the standard output is the result alone.
  if (options.repo !== undefined) {
    process.stderr.write(await adviceOn(options.repo));
    const faults = whyNotRehearsable(await readRepository(options.repo), options);
    if (faults.length > 0)
      throw new Error([`${options.repo} cannot be rehearsed like this:`, ...faults].join('\n  - '));
  }
  const result = await rehearse(options, say, stop.signal);
  for (const violation of result.violations) say(`the real world would not have allowed: ${violation}`);
  const refused = result.verification.filter(({ passed }) => !passed);
  for (const { program, what, said } of refused) say(`${program} does not verify ${what}: ${said ?? ''}`);
  const mode = options.with['mode'] ?? 'release';
  const done = options.branch === undefined ? 'released' : 'published';
  const verdict = result.exitCode !== 0 ? result.conclusion : mode === 'release' ? done : `mode ${mode} done`;
  const asked = result.verification.length;
  const verified = asked === 0 ? 'nothing to verify' : `${asked - refused.length} of ${asked} verified`;
  const mebibytes = Math.round(result.peakMemory.bytes / 1024 / 1024);
  process.stdout.write(
    `${result.ref.replace(/^refs\/(tags|heads)\//, '')} of ${result.repository}: ${verdict}, exit code ${result.exitCode}, ` +
      `action ${result.seconds.toFixed(1)} s and ${mebibytes} MiB, ${result.requests} requests\n` +
      `cosign, gh, sigstore-go, sha256sum: ${verified}\n` +
      `results: ${options.out}\nlook around: . ${join(options.out, 'env.sh')}\n`,
  );
  // Whatever the action says of itself, a release that others do not verify is none.
  return refused.length > 0 ? 1 : result.exitCode;
}

try {
  process.exitCode = await main(
    parseCommandLine(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd()),
  );
} catch (error) {
  const { message, cause } = error as Error;
  process.stderr.write(`${message}\n${cause instanceof Error ? `  ${cause.message}\n` : ''}`);
  process.exitCode = 1;
}
