// The sections that a summary and a plan have in common.
import { clip, code, fence, link, prose, text } from './escape.ts';
import { collapsed, closed, rowVariants, type Section, table, wholeLines } from './document.ts';
import { count, formatBytes, formatChange } from './quantities.ts';
import type { AssetReport, PlatformReport, PointerReport } from './model.ts';

/** Longer words from outside are cut: a table's cell is no place for an essay. */
const CELL = 200;
/** Notes of more lines are folded away. */
const LONG_NOTES = 25;
const SHORTER_NOTES = 60_000;

export function cell(raw: string): string {
  return text(clip(raw, CELL));
}

export function codeCell(raw: string): string {
  return code(clip(raw, CELL));
}

/** Twelve hex digits of a digest, seven of a commit: enough to compare by eye. The outputs have the whole. */
export function shortened(raw: string): string {
  return raw
    .replace(/\b(sha256:[0-9a-f]{12})[0-9a-f]{52}\b/g, '$1')
    .replace(/(?<![:\w])([0-9a-f]{7})[0-9a-f]{33}\b/g, '$1');
}

function shortDigest(digest: string): string {
  return codeCell(shortened(digest));
}

export function shortCommit(commit: string): string {
  return code(commit.slice(0, 7));
}

export function pullCommand(images: readonly string[], digest: string): string {
  return fence(images.map((image) => `docker pull ${clip(image, CELL)}@${digest}`).join('\n'), 'sh');
}

/** A size or time that stays on one line in a narrow column. */
function unbroken(quantity: string): string {
  return quantity.replaceAll(' ', '&nbsp;');
}

export function platformForms(
  platforms: readonly PlatformReport[],
  previousTag: string | undefined,
): readonly string[] {
  const known = platforms.some((one) => one.previousBytes !== undefined);
  const header = [
    'Platform',
    'Size:',
    ...(known ? [`Since ${cell(previousTag ?? 'the last release')}:`] : []),
    'Digest',
  ];
  const row = (one: PlatformReport): readonly string[] => [
    codeCell(one.platform),
    unbroken(formatBytes(one.bytes)),
    ...(known
      ? [one.previousBytes === undefined ? 'new' : unbroken(formatChange(one.bytes, one.previousBytes))]
      : []),
    shortDigest(one.digest),
  ];
  return rowVariants(
    '### Platforms',
    platforms,
    (rows) => table(header, rows.map(row)),
    'The output `platform-digests` names every one.',
  );
}

const POINTER_KIND: Readonly<Record<PointerReport['kind'], string>> = {
  image: 'Image tag',
  git: 'Git tag',
  'github-latest': 'GitHub mark',
};

/** `tense` decides whether the pointers have moved or would. */
export function pointerForms(
  pointers: readonly PointerReport[],
  tense: 'moved' | 'would move',
): readonly string[] {
  const kept = tense === 'moved' ? 'kept' : 'stays';
  const row = (one: PointerReport): readonly string[] => [
    `${POINTER_KIND[one.kind]} ${one.kind === 'github-latest' ? '**Latest**' : codeCell(one.name)}`,
    one.moved ? `**${one.from === one.to && one.to !== undefined ? 'already there' : tense}**` : kept,
    one.moved ? way(one) : standing(one),
    prose(clip(one.why, CELL)),
  ];
  // What moves is what people look for.
  const sorted = [...pointers].sort((a, b) => Number(b.moved) - Number(a.moved));
  return rowVariants(
    '### Pointers',
    sorted,
    (rows) => table(['Pointer', '', 'From → to', 'Why'], rows.map(row)),
    'The output `moved` names every one.',
  );
}

function way(one: PointerReport): string {
  const to = one.to === undefined ? '' : shortDigest(one.to);
  if (one.from === one.to && to !== '') return to;
  return `${one.from === undefined ? '_new_' : shortDigest(one.from)} → ${to}`;
}

function standing(one: PointerReport): string {
  const at = one.to ?? one.from;
  return at === undefined ? '–' : shortDigest(at);
}

export function assetForms(assets: readonly AssetReport[]): readonly string[] {
  const row = (one: AssetReport): readonly string[] => [
    link(cell(one.name), one.url),
    unbroken(formatBytes(one.bytes)),
    codeCell(one.sha256),
  ];
  const total = assets.reduce((sum, one) => sum + one.bytes, 0);
  return rowVariants(
    `### Assets\n\n${count(assets.length, 'file')}, ${formatBytes(total)}`,
    assets,
    (rows) => table(['Asset', 'Size:', 'SHA-256'], rows.map(row)),
    'The release page has every file, and its list of checksums every sum.',
  );
}

/**
 * The notes, which are Markdown and safe already. They come last in a document: whatever a notes file leaves open then
 * swallows nothing.
 */
export function notesForms(notes: string, releaseUrl: string | undefined): readonly string[] {
  const body = notes.trim();
  if (body === '') return [];
  const page = link('the release page', releaseUrl);
  const whole =
    body.split('\n').length > LONG_NOTES
      ? fold(body)
      : closed(body.startsWith('#') ? body : `### Release notes\n\n${body}`);
  const gone = `_The release notes are on ${page}: here they would be too long._`;
  if (Buffer.byteLength(body) <= SHORTER_NOTES) return [whole, gone];
  return [whole, `${fold(wholeLines(body, SHORTER_NOTES))}\n\n_The rest of the notes is on ${page}._`, gone];
}

function fold(markdown: string): string {
  return collapsed(`Release notes (${count(markdown.trim().split('\n').length, 'line')})`, closed(markdown));
}

/** A warning is one line of prose; all of them stand in one box. */
export function warningForms(warnings: readonly string[]): readonly string[] {
  return rowVariants(
    '### Warnings',
    warnings,
    (rows) => rows.map((warning) => `- ${prose(clip(warning, 1_000))}`).join('\n'),
    'The log has every one.',
  );
}

/** Which release comes before, in one clause. */
export function follows({
  previousTag,
  after,
}: {
  readonly previousTag?: string;
  readonly after?: string;
}): string {
  if (previousTag !== undefined) return `follows ${codeCell(previousTag)}`;
  return after === undefined ? 'the first release' : `the first stable release, after ${codeCell(after)}`;
}

export function section(rank: number, forms: readonly string[]): Section {
  return { rank, forms };
}
