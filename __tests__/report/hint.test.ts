import { expect, test } from '@jest/globals';
import { renderHint } from '../../src/report/hint.ts';

test.each([
  ['gh run rerun 1', '```sh\ngh run rerun 1\n```'],
  ['git switch develop\ngit merge v1', '```sh\ngit switch develop\ngit merge v1\n```'],
  ['cache: registry', '```yaml\ncache: registry\n```'],
  ['permissions:\n  id-token: write', '```yaml\npermissions:\n  id-token: write\n```'],
  ['Take the line x out of `image-tags`', 'Take the line x out of `image-tags`'],
  ['Add <b> to it', 'Add &#60;b&#62; to it'],
  ['First this\nthen that', 'First this  \nthen that'],
  ['First this\ngit push', 'First this\n\n```sh\ngit push\n```'],
  [
    'docker buildx imagetools inspect x   # what it is; then release the next version:\ngit tag -a v1 -m v1\nSee the page.',
    '```sh\ndocker buildx imagetools inspect x   # what it is; then release the next version:\ngit tag -a v1 -m v1\n```\n\nSee the page.',
  ],
  ['docker run x\n# mend the Dockerfile', '```sh\ndocker run x\n# mend the Dockerfile\n```'],
  ['- uses: actions/checkout@v6   # first', '```yaml\n- uses: actions/checkout@v6   # first\n```'],
  ['git fetch\nwith: { a: b }', '```sh\ngit fetch\n```\n\n```yaml\nwith: { a: b }\n```'],
  ['', ''],
])('%j is shown as %j', (hint, markdown) => {
  expect(renderHint(hint)).toBe(markdown);
});

test('inside a list every line is indented', () => {
  expect(renderHint('a: b', '  ')).toBe('  ```yaml\n  a: b\n  ```');
  expect(renderHint('One.\nTwo.', '  ')).toBe('  One.  \n  Two.');
});
