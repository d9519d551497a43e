import { describe, expect, test } from '@jest/globals';
import { type BranchReport, renderBranch } from '../../src/report/branch.ts';
import type { CheckReport, PointerReport } from '../../src/report/model.ts';
import { renderRepoint, renderVerification } from '../../src/report/verification.ts';

const check = (text: string, state: CheckReport['state'], detail = ''): CheckReport => ({
  text,
  state,
  detail,
  commands: [],
});
const [ok, lie, open] = [
  check('Assets', 'passed', '4 assets'),
  check('Pointers', 'failed', 'latest names v1.1.0'),
  check('Runs', 'not-run', 'no such run'),
];
const releaseUrl = 'https://github.com/o/r/releases/tag/v1.2.0';
const first = (markdown: string): string => markdown.split('\n')[0] ?? '';

describe('a verification', () => {
  test.each<[string, readonly CheckReport[], RegExp]>([
    ['all passed', [ok], / is what it says$/],
    [
      'a person has to look',
      [ok, { ...open, state: 'to-do', unproven: true }],
      / is what it says, as far as can be seen \(1 to be looked at by a person\)$/,
    ],
    ['some could not be run', [ok, open], / is what it says, as far as can be seen \(1 check not run\)$/],
    ['one failed', [ok, lie, open], / is not what it says: 1 check failed$/],
    ['several failed', [lie, lie], / is not what it says: 2 checks failed$/],
  ])('%s', (_, checks, title) => {
    const markdown = renderVerification({ tag: 'v1.2.0', releaseUrl, checks });
    expect(first(markdown)).toMatch(title);
    expect(first(markdown)).toContain(releaseUrl);
  });

  test('shows what failed first, then what was not run', () => {
    const markdown = renderVerification({ tag: 'v1.2.0', releaseUrl, checks: [ok, open, lie] });
    const failed = markdown.indexOf('- **Pointers**: `latest names v1.1.0`');
    const rows = markdown.split('\n').filter((line) => /\| (?:ok|not run) \|/.test(line));
    expect(failed).toBeGreaterThan(0);
    expect(failed).toBeLessThan(markdown.indexOf('| Runs |'));
    expect(rows.map((row) => row.split('|')[1]?.trim())).toEqual(['Runs', 'Assets']);
  });

  test('of which all failed has no table', () => {
    const markdown = renderVerification({ tag: 'v1.2.0', releaseUrl, checks: [lie] });
    expect(markdown).toContain('### Failed');
    expect(markdown).not.toMatch(/### Other checks|\| What was checked/);
  });
});

describe('pointers that were moved by hand', () => {
  const pointer = (moved: boolean): PointerReport => ({
    kind: 'image',
    name: 'v1',
    moved,
    why: 'it was asked to name v1.2.0',
    to: 'v1.2.0',
  });
  test.each([
    [[pointer(true)], 'with: { mode: repoint, tag: v1.3.0 }', /^## 1 pointer moved to /],
    [[pointer(false)], undefined, /^## Everything pointed at .* already$/],
  ])('%#: say how many, and the way back', (pointers, wayBack, title) => {
    const markdown = renderRepoint({
      ...{ tag: 'v1.2.0', releaseUrl, checks: [ok], pointers },
      ...(wayBack === undefined ? {} : { wayBack }),
    });
    expect(first(markdown)).toMatch(title);
    expect(markdown.includes('### The way back')).toBe(wayBack !== undefined);
    if (wayBack !== undefined) expect(markdown).toContain(wayBack);
  });
});

describe('a branch', () => {
  const report: BranchReport = {
    branch: 'main',
    pointer: 'latest',
    commit: 'c0ffee'.padEnd(40, '0'),
    images: ['ghcr.io/o/r'],
    platforms: [],
    checks: [],
    steps: [],
  };
  test('that is only planned has nothing to pull', () => {
    expect(renderBranch(report)).toBe('## `main` would be published as `latest`\n\ncommit `c0ffee0`\n');
  });

  test('that is published is pulled by digest', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const markdown = renderBranch({ ...report, digest });
    expect(first(markdown)).toBe('## `main` is published as `latest`');
    expect(markdown).toContain(`docker pull ghcr.io/o/r@${digest}`);
  });
});
