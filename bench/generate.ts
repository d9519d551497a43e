// Makes Git repositories for the bench: seeded, with realistic messages, by `git fast-import`.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

export interface Shape {
  readonly commits: number;
  readonly tags: number;
  readonly seed: number;
}

/** A small seeded generator (mulberry32): the same seed makes the same repository on every machine. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const types = [
  'feat',
  'fix',
  'fix',
  'fix',
  'chore',
  'chore',
  'docs',
  'refactor',
  'test',
  'ci',
  'perf',
  'build',
];
const scopes = ['api', 'codes', 'core', 'web', 'db', 'auth', 'cli', 'deps', 'config', 'ui/forms'];
const verbs = ['add', 'prevent', 'handle', 'drop', 'rename', 'cache', 'validate', 'log', 'retry', 'refresh'];
const things = [
  'refresh token rotation',
  'double consumption of authorization codes',
  'the `SIGTERM` handler',
  'empty bodies in webhooks',
  'stale sessions after a restart',
  'CORS preflight requests',
  'the connection pool',
  'user_id in audit events',
  'timeouts <5s',
  'migrations on SQLite',
];
const prose = [
  'The old code read the value twice and could see two different answers',
  'when a second request came in between. It now reads once and passes',
  'the answer on.',
  'Measured on the staging cluster: p99 goes from 240 ms to 180 ms.',
  '* keep the order of the listeners',
  '* close the file when the parser throws',
];

/** One commit message of the kinds that real histories hold. */
export function message(next: () => number, index: number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const thing = `${pick(verbs)} ${pick(things)}`;
  const kind = next();
  if (kind < 0.08) return `${thing[0]?.toUpperCase() ?? ''}${thing.slice(1)}\n`;
  if (kind < 0.2) {
    const patch = Math.floor(next() * 40);
    return `chore(deps): bump lib-${Math.floor(next() * 90)} from 1.2.${patch} to 1.2.${patch + 1} (#${index})\n`;
  }
  const scope = next() < 0.6 ? `(${pick(scopes)})` : '';
  const bang = next() < 0.01 ? '!' : '';
  let text = `${pick(types)}${scope}${bang}: ${thing}${next() < 0.7 ? ` (#${index})` : ''}\n`;
  if (next() < 0.5) {
    const lines = Array.from({ length: 1 + Math.floor(next() * 6) }, () => pick(prose));
    text += `\n${lines.join('\n')}\n`;
  }
  if (next() < 0.2) text += `\nCloses: #${Math.floor(next() * 9000) + 1}\n`;
  if (next() < 0.3) text += `Signed-off-by: Dev ${index % 50} <dev${index % 50}@example.com>\n`;
  if (bang !== '') text += `\nBREAKING CHANGE: ${thing} needs a new key.\n\nSet it before the upgrade.\n`;
  return text;
}

/** Makes a packed repository at `dir`: one line of history with a merge now and then, tags spread evenly. */
export function generate(dir: string, shape: Shape): void {
  mkdirSync(dir, { recursive: true });
  execFileSync('git', ['init', '-q', '-b', 'main', dir]);
  const next = random(shape.seed);
  const out: string[] = [];
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const start = 1_500_000_000;
  let tag = 0;
  for (let i = 1; i <= shape.commits; i += 1) {
    const text = message(next, i);
    const bot = text.startsWith('chore(deps)');
    const who = bot
      ? 'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>'
      : `Dev ${i % 50} <dev${i % 50}@example.com>`;
    const when = start + i * 600;
    const merge = i > 10 && i % 25 === 0;
    if (merge) {
      out.push(
        `commit refs/heads/side\nmark :${shape.commits + i}\nauthor ${who} ${when - 300} +0000\ncommitter ${who} ${when - 300} +0000\n${data(text)}from :${i - 3}\nM 644 inline side-${i % 97}.txt\n${data(String(i))}\n`,
      );
    }
    const body = merge
      ? `Merge pull request #${i} from dev/topic-${i}\n\n${text.split('\n')[0] ?? ''}\n`
      : text;
    out.push(
      `commit refs/heads/main\nmark :${i}\nauthor ${who} ${when} +0000\ncommitter ${who} ${when} +0000\n${data(body)}` +
        (i > 1 ? `from :${i - 1}\n` : '') +
        (merge ? `merge :${shape.commits + i}\n` : '') +
        `M 644 inline file-${i % 101}.txt\n${data(String(i))}\n`,
    );
    if (tag < shape.tags && i >= Math.ceil(((tag + 1) * shape.commits) / shape.tags)) {
      const name = `v${Math.floor(tag / 200)}.${Math.floor((tag % 200) / 10)}.${tag % 10}`;
      if (tag % 2 === 0) out.push(`reset refs/tags/${name}\nfrom :${i}\n\n`);
      else out.push(`tag ${name}\nfrom :${i}\ntagger ${who} ${when} +0000\n${data(`${name}\n`)}`);
      tag += 1;
    }
  }
  const done = spawnSync('git', ['-C', dir, 'fast-import', '--quiet'], { input: out.join('') });
  if (done.status !== 0) throw new Error(`git fast-import: ${done.stderr.toString()}`);
  execFileSync('git', ['-C', dir, 'pack-refs', '--all']);
  execFileSync('git', ['-C', dir, 'repack', '-adq', '--no-write-bitmap-index']);
}
