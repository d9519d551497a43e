// How often each property of the hostile suites is tried, and the record of it: ten thousand cases in all, or as many as asked for.
import { appendFileSync } from 'node:fs';
import { test } from '@jest/globals';
import * as fc from '../property.ts';

/** What each property gets of ten thousand cases: more where a case is cheap, less where it renders or runs a program. */
export const shares = {
  'an output is read back by the runner as it was set, and nothing else': 1200,
  'no word of a step becomes a command of the runner': 1200,
  'no line of a tool becomes a command of the runner': 1800,
  'a program’s own output, in whatever pieces, becomes no command of the runner': 20,
  'the notes have only links and code from outside, no HTML, no image, no mention': 380,
  'no report has HTML, an image or a mention from outside, whatever field it is in': 120,
  'an asset’s name stays a name': 1000,
  'a glob finds nothing outside the workspace': 150,
  'an archive has no entry that leads out of it': 30,
  'a path at a registry stays below its repository': 600,
  'every input of a build stays the value of its option': 800,
  'signing and verifying take every word as the value of its option': 300,
  'git takes every name as a name': 20,
  'text of any shape is read in linear time': 800,
  'release.json is a manifest of the documented shape, or none': 500,
  'a sample configuration is read or refused, and pollutes nothing': 400,
  'a version file is read or refused, and pollutes nothing': 300,
  'an event payload gives a context of plain text': 200,
  'what a registry answers is read or refused': 180,
} as const satisfies Readonly<Record<string, number>>;

export type PropertyName = keyof typeof shares;

/** Of all properties together. */
const cases = Number(process.env['HOSTILE_CASES'] ?? '10000');

/** How many cases a property gets when `total` are asked for. */
export function share(name: PropertyName, total = cases): number {
  return Math.max(1, Math.round((shares[name] * total) / 10_000));
}

/**
 * A test that tries a property on its share of cases. With HOSTILE_RECORD a line of JSON with the number of cases goes
 * to that file. A failure names seed and path, with which it can be repeated.
 */
export function hostileTest<Args extends readonly [unknown, ...unknown[]]>(
  name: PropertyName,
  arbitraries: { readonly [At in keyof Args]: fc.Arbitrary<Args[At]> },
  holds: (...args: Args) => void | Promise<void>,
): void {
  const numRuns = share(name);
  test(
    name,
    async () => {
      const start = performance.now();
      await fc.assert(
        fc.asyncProperty(fc.tuple(...arbitraries), async (args) => {
          await holds(...(args as unknown as Args));
        }),
        { numRuns },
      );
      const seconds = Math.round((performance.now() - start) / 100) / 10;
      const record = process.env['HOSTILE_RECORD'];
      if (record !== undefined)
        appendFileSync(record, `${JSON.stringify({ name, cases: numRuns, seconds })}\n`);
    },
    // A slow machine with two cases a second still ends.
    180_000 + numRuns * 500,
  );
}
