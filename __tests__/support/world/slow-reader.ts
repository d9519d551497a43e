// Run as a program: downloads assets of `size` bytes, `times` times four at once, while it is too busy to read what has come.
// Prints, as JSON, the sums that it saw and the most memory that was in use. Garbage is collected before each look: how much of
// it lies about depends on how busy the machine is, not on what the reader holds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { makeGitHub } from '../../../src/world/github/github.ts';
import { contextOf } from '../samples.ts';

const [size = 0, times = 1, busyMs = 0] = process.argv.slice(2).map(Number);
const { repository } = contextOf();
const github = makeGitHub({ token: 't', repository, userAgent: 'test', onWait: () => undefined });
const asset = {
  id: size,
  name: `${size}.bin`,
  label: '',
  state: 'uploaded',
  size,
  digest: undefined,
  url: '',
};
const folder = mkdtempSync(join(tmpdir(), 'slow-reader-'));
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
let ticks = 0;
let peak = 0;
const busy = setInterval(() => {
  const end = performance.now() + busyMs;
  if (ticks++ % 20 === 0) {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    peak = Math.max(peak, heapUsed + external);
  }
  while (performance.now() < end);
}, 1);
const sums: string[] = [];
for (let round = 0; round < times; round++) {
  const files = [0, 1, 2, 3].map((at) => github.downloadTo(asset, join(folder, String(at))));
  for (const { sha256 } of await Promise.all(files)) sums.push(sha256);
}
clearInterval(busy);
rmSync(folder, { recursive: true });
console.log(JSON.stringify({ sums, peakMiB: Math.round(peak / 1024 / 1024) }));
