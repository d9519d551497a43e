// What a runner downloads of tools: programs that say the version they stand for and are the rehearsal's own otherwise.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { catalogue } from '../../src/world/tools/catalogue.ts';
import type { ToolRelease } from '../standins/tool-releases.ts';
import type { Progress } from './cache.ts';
import { TOOL } from './go-modules.ts';
import { buildGo } from './golang.ts';
import type { Tools } from './tools.ts';

type Name = ToolRelease['tool'];

const VERSION: Readonly<
  Record<Name, (version: string) => readonly [ask: readonly string[], answer: string]>
> = {
  buildx: (version) => [['version'], `github.com/docker/buildx v${version} rehearsal`],
  cosign: (version) => [['version', '--json'], JSON.stringify({ gitVersion: `v${version}` })],
  gh: (version) => [['--version'], `gh version ${version} (2026-08-16)`],
};

/** A program that stands for a version of a tool. */
export async function toolProgram(
  tools: Tools,
  tool: Name,
  version: string,
  progress: Progress,
): Promise<Buffer> {
  const program = await readFile(path.join(await buildGo(TOOL, progress), 'tool'));
  const [Ask, Answer] = VERSION[tool](version);
  const is = Buffer.from(JSON.stringify({ Program: tools[tool], Ask, Answer }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(is.length));
  return Buffer.concat([program, is, length]);
}

/** Each tool in the version that the action installs where a runner has none that fits. */
export async function toolReleases(tools: Tools, progress: Progress): Promise<readonly ToolRelease[]> {
  return Promise.all(
    (['buildx', 'cosign', 'gh'] as const).map(async (tool): Promise<ToolRelease> => {
      const version = catalogue[tool].pinned[0]?.version;
      if (version === undefined) throw new Error(`the action knows no release of ${tool}`);
      const program = await toolProgram(tools, tool, version, progress);
      const member = catalogue[tool].member?.(version, process.arch === 'arm64' ? 'arm64' : 'x64');
      return { tool, version, asset: member === undefined ? program : await tarball(member, program) };
    }),
  );
}

async function tarball(member: string, content: Buffer): Promise<Buffer> {
  const tar = pack();
  tar.entry({ name: member, mode: 0o755, mtime: new Date(0) }, content);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar as AsyncIterable<Buffer>) chunks.push(chunk);
  return gzipSync(Buffer.concat(chunks));
}
