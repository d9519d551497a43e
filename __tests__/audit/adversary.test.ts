import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseImageName } from '../../src/plan/oci/image-name.ts';
import { type Authority, makeAuthority } from '../support/world/authority.ts';
import { type Public, auditOf, copyOf, defaultInputs, image, publish } from '../support/published.ts';
import { type Right, tamperings } from '../../rehearsal/adversary/tamperings.ts';

const read = parseImageName(image);
if (!('image' in read)) throw new Error(image);
const name = read.image;
let authority: Authority;
let honest: Public;
beforeAll(async () => {
  authority = await makeAuthority({ keepCertificates: true });
  honest = await publish(authority);
});

const rights: readonly Right[] = [
  'contents',
  'packages',
  'attestations',
  'all three',
  'another identity',
  'own identity',
];

describe.each(rights)('who has %s', (right) => {
  test.each(tamperings.filter((one) => one.right === right))(
    '$name',
    async ({ tamper, found, with: given }) => {
      const world = copyOf(honest);
      await tamper(world, authority);
      const { checks } = await auditOf(world, undefined, [name], defaultInputs(given));
      const open = checks
        .filter(({ state }) => state !== 'passed')
        .map(({ text, detail }) => `${text}: ${detail ?? ''}`);
      if (found instanceof RegExp) expect(open).toContainEqual(expect.stringMatching(found));
      else expect(open).toEqual([]);
    },
  );
});

test('each has its row in docs/adversary.md, which says of none that it was missed: npm run rehearse:adversary', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/adversary.md'), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('|'));
  for (const { name, found } of tamperings) {
    const wanted = found instanceof RegExp ? /^(?:caught|unverified): / : /^harmless: /;
    const outcomes = rows.map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim())).filter((cells) => cells[1] === name); // prettier-ignore
    expect(outcomes.map((cells) => cells[2])).toContainEqual(expect.stringMatching(wanted));
  }
  expect(rows.length).toBe(tamperings.length + 2 * rights.length);
  expect(page).toMatch(/ 0 missed\./);
});

test('there are at least 120 of them, each by one name', () => {
  expect(tamperings.length).toBeGreaterThanOrEqual(120);
  expect(new Set(tamperings.map(({ right, name }) => `${right} ${name}`)).size).toBe(tamperings.length);
});
