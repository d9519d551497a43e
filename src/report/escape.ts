// Foreign text (commit subjects, file names, tool output) made safe to stand in GitHub's Markdown.

/** Controls, and the marks that turn the direction of text around (Unicode bidi, "Trojan Source"). */
// eslint-disable-next-line no-control-regex -- controls are what this is about
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const ESCAPE_SEQUENCES = new RegExp(
  String.raw`\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)`,
  'gu',
);

/** What Markdown, HTML, tables or GitHub's `$math$` would act on. An entity is text and nothing else. */
const ACTIVE = /[\\`*[\]<>&|~$]/g;

/**
 * One line of plain text: nothing in it acts as Markdown, HTML, math, a table's bar, a web address or a mention.
 * `#42` stays as it is and becomes a link within the repository.
 */
export function text(raw: string): string {
  return oneLine(raw)
    .replace(ACTIVE, entity)
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, entity)
    .replace(/:(?=\/\/)|(?<=www)\./gi, entity)
    .replace(/(?<!\w)@(?=\w)/g, '@&#8203;')
    .replace(/^(?:[#+=:-]|\d+[.)])/, (lead) => lead.slice(0, -1) + entity(lead.slice(-1)));
}

/** One line in the code font, wherever it stands, tables too. */
export function code(raw: string): string {
  const line = oneLine(raw);
  if (line === '') return '';
  if (!/[`|]/.test(line)) return `\`${line}\``;
  // Nothing beyond ASCII is active, and a reference to a code point that is no character is not that code point.
  return `<code>${line.replace(/[!-+.:-@[-`{-~]/g, entity)}</code>`;
}

/** Text of our own with words from outside in it: `code` in backticks stays code, all else is plain text. */
export function prose(raw: string): string {
  return oneLine(raw)
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? code(part.slice(1, -1)) : textWithin(part)))
    .join('');
}

/** A block of code that no line of its content can close. `indent` is for blocks inside a list. */
export function fence(raw: string, language: string, indent = ''): string {
  const content = withoutLastBreaks(plain(raw));
  let longest = 2;
  for (const [run] of content.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const bar = '`'.repeat(longest + 1);
  return [`${bar}${language}`, ...content.split('\n'), bar].map((line) => indent + line).join('\n');
}

/** A link's target, or `undefined` when it is not an absolute http(s) URL. */
export function url(raw: string): string | undefined {
  if (!URL.canParse(raw)) return undefined;
  const parsed = new URL(raw);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return undefined;
  return parsed.href.replace(/[()<>[\]\\|`*~$\s]/g, (char) => `%${hex(char)}`);
}

/** `[label](target)`, or the label alone when the target is no web address. `label` is Markdown already. */
export function link(label: string, target: string | undefined): string {
  const href = target === undefined ? undefined : url(target);
  return href === undefined ? label : `[${label}](${href})`;
}

/** At most `limit` characters; the last of a longer text is `…`. */
export function clip(raw: string, limit: number): string {
  if (raw.length <= limit) return raw;
  // A cut must not leave half of a surrogate pair.
  return `${raw.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Foreign text with its lines, without colours and other terminal controls. */
export function plain(raw: string): string {
  return raw.replace(/\r\n?/g, '\n').replace(ESCAPE_SEQUENCES, '').replace(CONTROLS, '').toWellFormed();
}

/** As `/\n+$/` would, whose time grows with the square of the line breaks inside. */
function withoutLastBreaks(content: string): string {
  let end = content.length;
  while (content.endsWith('\n', end)) end -= 1;
  return content.slice(0, end);
}

function oneLine(raw: string): string {
  return plain(raw).replace(/\s+/gu, ' ').trim();
}

/** `text`, but with the blanks at both ends that join it to its neighbours. */
function textWithin(part: string): string {
  const inner = text(part);
  if (inner === '') return part === '' ? '' : ' ';
  return `${/^\s/.test(part) ? ' ' : ''}${inner}${/\s$/.test(part) ? ' ' : ''}`;
}

function entity(char: string): string {
  return `&#${char.codePointAt(0) ?? 0};`;
}

function hex(char: string): string {
  return (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0');
}
