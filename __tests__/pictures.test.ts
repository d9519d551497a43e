// No picture in the documentation is older than what it shows.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { shown, SHOWN_FILE } from '../scripts/pictures.ts';

const kept = JSON.parse(readFileSync(SHOWN_FILE, 'utf8')) as Readonly<Record<string, string>>;

test.each(Object.entries(shown()))(
  '%s shows what the report writes; if not: npm run screenshots',
  (name, sum) => {
    expect([name, kept[name]]).toEqual([name, sum]);
  },
);

test('every picture is one of these, in light and in dark', () => {
  const pictures = readdirSync('docs/images').filter((name) => name.endsWith('.png'));
  const named = Object.keys(shown()).flatMap((name) => [`${name}-dark.png`, `${name}-light.png`]);
  expect(pictures.sort()).toEqual(named.sort());
});
