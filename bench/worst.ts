// Messages made to take long: every part of reading and rendering, at a length of one's choice.

/** Name → message of about `length` characters. */
export function worstMessages(length: number): Record<string, string> {
  const fill = (unit: string): string => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  const units: Record<string, string> = {
    letters: 'x',
    blanks: ' ',
    'half blanks': 'x ',
    'open brackets': '(',
    'closed brackets': '()',
    'square brackets': '[',
    links: '[a](http://b',
    backticks: '`',
    'growing backticks': '` `` ``` ```` ````` ',
    stars: '*',
    underscores: '_a',
    mentions: '@a',
    packages: '@a/b',
    references: '#1 ',
    'closing words': 'fixes ',
    'closing words with blanks': 'fixes           ',
    addresses: 'http://',
    'www addresses': 'www.',
    entities: '&a',
    'opening tags': '<a',
    dollars: '$',
    emoji: '✨',
    shortcodes: ':a:',
    'wide characters': '👩‍💻',
    backslashes: '\\',
    tildes: '~~~',
  };
  const messages: Record<string, string> = {};
  for (const [name, unit] of Object.entries(units)) {
    messages[`subject of ${name}`] = fill(unit);
    messages[`footer of ${name}`] = `feat: a\n\nBREAKING CHANGE: ${fill(unit)}`;
    messages[`footer of lines of ${name}`] = `feat: a\n\nBREAKING CHANGE: ${fill(`${unit}\n`)}`;
  }
  const lines: Record<string, string> = {
    'revert and blanks': `Revert "${fill(' ')}`,
    'revert, then blanks': `Revert "a"\n\n${fill(' ')}`,
    'reverted hashes': `Revert "a"\n\nThis reverts commit ${fill('abcdef0, ')}`,
    'reverted hashes by line': `Revert "a"\n\n${fill('This reverts commit abcdef0123.\n')}`,
    'footers without text': `feat: a\n\n${fill('BREAKING CHANGE:\n')}`,
    footers: `feat: a\n\n${fill('BREAKING CHANGE: a\n')}`,
    'co-authors': `feat: a\n\n${fill('Co-authored-by: a <a@b>\n')}`,
    'a co-author of blanks': `feat: a\n\nCo-authored-by: ${fill(' ')}`,
    'open fences': `feat: a\n\nBREAKING CHANGE: a\n${fill('```a\n~~~b\n')}`,
    'ever shorter fences': `feat: a\n\nBREAKING CHANGE: a\n${shorterFences(length)}`,
    'blank lines': `feat: a\n\nBREAKING CHANGE: a${fill('\n')}b`,
    'carriage returns': fill('\r'),
    'carriage returns and text': `feat: a\r\n${fill('\r')}x`,
    'references by line': `feat: a\n\n${fill('closes #1\n')}`,
    'a scope of brackets': `feat(${fill(')')}: a`,
    'a merge of a long title': `Merge pull request #1 from a/b\n\n${fill('a (')}`,
    'requests by line': `Merge branch 'a'\n\n${fill('See merge request ')}`,
  };
  return { ...messages, ...lines };
}

function shorterFences(length: number): string {
  const lines: string[] = [];
  const longest = Math.floor(Math.sqrt(2 * length));
  for (let n = longest; n >= 3; n -= 1) lines.push(`${'`'.repeat(n)}a`);
  return lines.join('\n');
}
