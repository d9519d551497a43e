// Run by hand: gets every part, starts engine, registry and builder, builds the example, and prints the times.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBases, pushBases } from './bases.ts';
import { startBuilder } from './builder.ts';
import { run } from './command.ts';
import { startEngine } from './engine.ts';
import { makeExample } from './example.ts';
import { hostArch } from './packages.ts';
import { startRegistry } from './registry.ts';
import { ensureTools } from './tools.ts';

const begun = performance.now();
const progress = (line: string): void => {
  console.log(`${((performance.now() - begun) / 1000).toFixed(1).padStart(7)} s  ${line}`);
};

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const answer = await work();
  progress(`${what}: ${Math.round(performance.now() - start)} ms`);
  return answer;
}

/** Undone in reverse order, whatever happened. */
const undo: (() => Promise<void>)[] = [];

async function main(): Promise<void> {
  const dir = await mkdtemp(path.join(tmpdir(), 'rehearsal-parts-'));
  undo.push(() => rm(dir, { recursive: true, force: true }));
  const tools = await timed('tools', () => ensureTools(progress));
  const bases = await timed('base images', () => ensureBases(tools, progress));
  const engine = await timed('engine', () => startEngine(tools, progress));
  undo.push(() => timed('engine stopped', () => engine.stop()));
  const registry = await timed('registry', () => startRegistry(tools, { dir: path.join(dir, 'registry') }));
  undo.push(() => registry.stop());
  const builder = await timed('builder', () =>
    startBuilder(tools, engine, { configDir: path.join(dir, 'config') }, progress),
  );
  undo.push(() => timed('builder stopped', () => builder.stop()));
  await timed('bases pushed', () => pushBases(tools, bases, registry.port));
  const source = path.join(dir, 'source');
  const example = await timed('example repository', () => makeExample(source));
  progress(`example at ${example.head}, tags ${example.tags.join(' ')}`);

  const local = `127.0.0.1:${registry.port}`;
  const image = `${local}/octo-org/signpost`;
  const env = { ...tools.env, ...builder.env, SOURCE_DATE_EPOCH: '1767225600' };
  await timed('both platforms by digest', () =>
    Promise.all(
      ['amd64', 'arm64'].map(async (arch) => {
        const metadata = path.join(dir, `${arch}.json`);
        await run(
          tools.docker,
          // prettier-ignore
          ['buildx', 'build', '--builder', builder.name, '--platform', `linux/${arch}`, '--provenance=false', '--metadata-file', metadata,
           '--build-arg', `BASE_C=${local}/octo-org/base-c:1`, '--build-arg', `BASE=${local}/octo-org/base:1`,
           '--output', `type=image,name=${image},push-by-digest=true,name-canonical=true,push=true,rewrite-timestamp=true`, source],
          { env },
        );
        const digest = /"containerimage.digest": "(\S+)"/.exec(await run('cat', [metadata]))?.[1];
        if (digest === undefined) throw new Error('buildx named no digest');
        progress(`linux/${arch} ${digest}`);
        // The machine runs its own programs alone (R2); what is for another is emulated in builds only.
        if (arch !== hostArch()) return;
        const said = await run(
          tools.docker,
          ['run', '--rm', '--platform', `linux/${arch}`, `${image}@${digest}`],
          { env },
        );
        progress(`docker run --platform linux/${arch} says: ${said.trim()}`);
      }),
    ),
  );
}

try {
  await main();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  for (const step of undo.reverse()) await step();
}
