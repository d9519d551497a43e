// `npm run changelog -- vX.Y.Z`: writes CHANGELOG.md with this project's own notes, one section a release; what no tag covers yet is
// a section of its own on top, under the version that is given.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import semver from 'semver';

const ROOT = join(import.meta.dirname, '..');
const INTRO = `# Changelog

Made by \`npm run changelog\` from the commits, with the notes that this action writes. What it covers is what users and maintainers see;
tests, refactorings and chores are in the history.
`;
/** What a reader of a changelog looks for; the other types are hidden. */
const TYPES = JSON.stringify([
  { type: 'feat', section: 'Features' },
  { type: 'fix', section: 'Bug Fixes' },
  { type: 'perf', section: 'Performance' },
  { type: 'revert', section: 'Reverts' },
  ...['build', 'chore', 'ci', 'docs', 'refactor', 'style', 'test'].map((type) => ({ type, hidden: true })),
]);

/** The page: newest first. `notesOf` gives the notes of a tag; `next` is one that is not there yet. */
export function changelogPage(
  tags: readonly string[],
  notesOf: (tag: string) => string,
  next?: string,
): string {
  const versions = [...tags].sort((a, b) => semver.rcompare(a, b));
  const sections = versions.map((tag) => {
    const body = notesOf(tag)
      .replace(/^## What's Changed\n+/, '')
      .replace(/\n\*\*(?:Full changelog|Verify this release)[^]*$/, '')
      .trim();
    return `## ${tag}${tag === next ? ', not released yet' : ''}\n\n${body}\n`;
  });
  return [INTRO, ...sections].join('\n');
}

function main(): void {
  const [next] = process.argv.slice(2);
  if (next !== undefined && semver.valid(next) === null)
    throw new Error(`npm run changelog -- vX.Y.Z, not '${next}'`);
  const copy = mkdtempSync(join(tmpdir(), 'changelog-'));
  const git = (...argv: readonly string[]): string =>
    execFileSync('git', ['-C', copy, ...argv], { encoding: 'utf8' });
  try {
    execFileSync('git', ['clone', '--quiet', ROOT, copy]);
    const before = git('tag', '--list').split('\n');
    const waiting = next !== undefined && !before.includes(next) ? next : undefined;
    if (waiting !== undefined) git('tag', waiting);
    const tags = git('tag', '--list', 'v*')
      .split('\n')
      .filter((tag) => semver.valid(tag) !== null);
    const options = ['--repo', copy, '--repository', 'org/release-action', '--types', TYPES];
    const notesOf = (tag: string): string =>
      execFileSync(process.execPath, [join(ROOT, 'dist/notes/index.js'), '--tag', tag, ...options], {
        encoding: 'utf8',
      });
    writeFileSync(join(ROOT, 'CHANGELOG.md'), changelogPage(tags, notesOf, waiting));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

if (import.meta.filename === process.argv[1]) main();
