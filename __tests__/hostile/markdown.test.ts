import type { Nodes } from 'hast';
import { expect, test } from '@jest/globals';
import * as fc from '../support/property.ts';
import { describeUpgrade } from '../../src/changelog/upgrading/upgrading.ts';
import { renderNotes } from '../../src/changelog/notes.ts';
import { peopleOf } from '../../src/changelog/people.ts';
import { parseTag } from '../../src/plan/version/version.ts';
import { renderBranch } from '../../src/report/branch.ts';
import { SUMMARY_LIMIT } from '../../src/report/document.ts';
import { renderFailure } from '../../src/report/failure.ts';
import { renderPlan } from '../../src/report/plan.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderVerification } from '../../src/report/verification.ts';
import { historyOf } from '../support/changelog/history-of.ts';
import { allNodes, render } from '../support/changelog/render.ts';
import { githubTree } from '../support/report/github-markdown.ts';
import { FAILURE, PLAN, RELEASE } from '../support/report/samples.ts';
import { hostileTest } from '../support/hostile/cases.ts';
import { fileName, text } from '../support/hostile/texts.ts';

const version = parseTag('v2.0.0', '')!;
const repository = { owner: 'o', name: 'r', serverUrl: 'https://github.com' };

const subject = fc
  .tuple(fc.constantFrom('feat: ', 'fix(a): ', 'feat!: ', 'chore(deps): bump ', 'Revert "', ''), text)
  .map(([type, rest]) => `${type}${rest}`);
const commit = fc.record({
  message: fc
    .tuple(subject, text, fc.constantFrom('', '\n\nBREAKING CHANGE: ', '\n\nCo-authored-by: '), text)
    .map(([first, body, footer, rest]) => `${first}\n\n${body}${footer}${rest}`),
  author: text,
  email: text,
});

interface Element {
  readonly tag: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

function elements(node: Nodes): readonly Element[] {
  if (!('children' in node)) return [];
  const inner = node.children.flatMap(elements);
  return node.type === 'element' ? [{ tag: node.tagName, properties: node.properties }, ...inner] : inner;
}

/** The links of a page that lead elsewhere than to the web, and the elements that no page of ours has. */
function foreign(tree: Nodes): readonly Element[] {
  return elements(tree).filter(({ tag, properties }) =>
    tag === 'a'
      ? !/^(?:https?:\/\/|mailto:|#)/.test(JSON.stringify(properties['href'] ?? '#').slice(1))
      : /^(?:img|input|script|style|iframe|svg|form|video|picture|source|math)$/.test(tag),
  );
}

/** The people whom GitHub would call: mentions in text, but in code and links. */
function called(node: Nodes): readonly string[] {
  if (node.type === 'element' && /^(?:a|code|pre)$/.test(node.tagName)) return [];
  if (node.type === 'text')
    return [...node.value.matchAll(/(?<![A-Za-z0-9_`])@([A-Za-z0-9][A-Za-z0-9-]*)/g)].map((m) => m[1] ?? '');
  return 'children' in node ? node.children.flatMap(called) : [];
}

hostileTest(
  'the notes have only links and code from outside, no HTML, no image, no mention',
  [
    fc.array(commit, { maxLength: 4 }),
    text,
    // Git's answer is decoded as UTF-8, so that half a surrogate pair cannot stand in a tag.
    text.map((raw) => raw.toWellFormed()),
    fc.array(fileName, { maxLength: 3 }),
    fc.tuple(text, text, fc.constantFrom('a.yaml', 'a.toml', '.env', 'a.json')),
    fc.constantFrom('full' as const, 'short' as const),
  ],
  (commits, login, tag, paths, [before, after, path], style) => {
    const changes = historyOf(commits);
    const compared = changes.map(({ hash }) => ({ sha: hash, author: { login } }));
    const { body } = renderNotes({
      version,
      previousTag: `x${tag}`,
      commits: changes,
      repository,
      style,
      upgrading: describeUpgrade({
        previousTag: `x${tag}`,
        config: { path, before, after },
        migrations: { before: [], after: paths.map((one) => ({ path: one, blob: one })) },
      }),
      people: peopleOf(changes, compared, new Set([login])),
      verify: ['docker pull x'],
    });
    const tree = render(body);
    const types = new Set(allNodes(tree).map(({ type }) => type));
    const never = ['html', 'image', 'imageReference', 'definition', 'footnoteDefinition', 'table'] as const;
    expect(never.filter((type) => types.has(type))).toEqual([]);
    const page = githubTree(body, tree);
    expect(foreign(page)).toEqual([]);
    // A login is what GitHub says of a commit's author: it is called on purpose, when it has the form of one.
    expect(called(page).filter((name) => !login.startsWith(name))).toEqual([]);
    expect(tree.children.at(-1)).toMatchObject({ type: 'code', lang: 'sh', value: 'docker pull x' });
  },
);

/** Fields with a closed vocabulary; the notes are Markdown already, made safe by the room that writes them. */
const VOCABULARY: ReadonlySet<string> = new Set(['kind', 'state', 'outcome', 'source', 'phase', 'notes']);

function infected<Report>(report: Report, words: readonly string[]): Report {
  let at = 0;
  const visit = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') return VOCABULARY.has(name) ? value : words[at++ % words.length];
    if (Array.isArray(value)) return value.map((one) => visit(one, name));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visit(inner, key)]));
  };
  return visit(report, '') as Report;
}

const VERIFICATION = { tag: RELEASE.tag, releaseUrl: RELEASE.releaseUrl ?? '', checks: RELEASE.checks };
const BRANCH = {
  ...{ branch: 'main', pointer: 'latest', commit: RELEASE.commit, images: RELEASE.images },
  ...{
    digest: RELEASE.digest ?? '',
    platforms: RELEASE.platforms,
    checks: RELEASE.checks,
    steps: RELEASE.steps,
  },
};
const pages: readonly ((words: readonly string[]) => string)[] = [
  (words) => renderSummary(infected({ ...RELEASE, notes: '' }, words)),
  (words) => renderFailure(infected(FAILURE, words)),
  (words) => renderPlan(infected({ ...PLAN, notes: '' }, words)),
  (words) => renderVerification(infected(VERIFICATION, words)),
  (words) => renderBranch(infected(BRANCH, words)),
];

/** What of the kind each page has by itself. */
const own = new Map(pages.map((page) => [page, foreign(githubTree(page(['x']))).map(({ tag }) => tag)]));

hostileTest(
  'no report has HTML, an image or a mention from outside, whatever field it is in',
  [fc.constantFrom(...pages), fc.array(text, { minLength: 1, maxLength: 5 })],
  (page, words) => {
    const markdown = page(words);
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(SUMMARY_LIMIT);
    // The checkboxes and the sign of an alert are the page's own; it has fewer when there is nothing to say.
    const tame = [...(own.get(page) ?? [])];
    const parsed = render(markdown);
    const shown = githubTree(markdown, parsed);
    for (const { tag } of foreign(shown)) {
      expect(tame).toContain(tag);
      tame.splice(tame.indexOf(tag), 1);
    }
    expect(called(shown)).toEqual([]);
    const tags = new Set(
      allNodes(parsed).flatMap((node) =>
        node.type === 'html' ? [...node.value.matchAll(/<\/?([a-z]+)/gi)].map(([, name]) => name) : [],
      ),
    );
    // The HTML that these pages write themselves.
    for (const tag of ['details', 'summary', 'code', 'b', 'br', 'sub']) tags.delete(tag);
    expect([...tags]).toEqual([]);
  },
);

test('a path or a key with line ends stays one line of code', () => {
  const lines = describeUpgrade({
    previousTag: 'v1.0.0',
    config: { path: 'a.json', before: '{}', after: '{"a\\r\\r<b>": 1}' },
    migrations: { before: [], after: [{ path: 'm/1\r\r<b>.sql', blob: 'x' }] },
  });
  expect(lines).toEqual([
    'Configuration (`a.json`):',
    '- Added `a <b>`, default `1`',
    'One migration file is new:',
    '- `m/1 <b>.sql`',
  ]);
});
