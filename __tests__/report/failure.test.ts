import { describe, expect, test } from '@jest/globals';
import * as fc from '../support/property.ts';
import { renderFailure } from '../../src/report/failure.ts';
import type { FailureReport } from '../../src/report/model.ts';
import { githubTree, skeleton } from '../support/report/github-markdown.ts';
import { hostile } from '../support/report/hostile.ts';
import { infected } from '../support/report/infected.ts';
import { FAILURE } from '../support/report/samples.ts';

const BARE: FailureReport = { what: 'No tag was given', hint: 'tag: v1.0.0', faults: [], steps: [] };

describe('renderFailure', () => {
  test('the sample, whole', () => {
    expect(renderFailure(FAILURE)).toMatchSnapshot();
  });

  test('a bare failure is what happened and what to do', () => {
    expect(renderFailure(BARE)).toBe(`## The release stopped

> [!CAUTION]
> **What happened** No tag was given

### What to do

\`\`\`yaml
tag: v1.0.0
\`\`\`
`);
  });

  test('several faults stand together, each with its remedy', () => {
    const faults = [
      { message: '`platforms` names linux/vax', hint: 'platforms: linux/amd64' },
      { message: 'No Dockerfile', hint: 'Add one, or say where it is' },
    ];
    expect(renderFailure({ ...BARE, what: '2 faults were found', faults })).toContain(`### To mend

1. **\`platforms\` names linux/vax**

   \`\`\`yaml
   platforms: linux/amd64
   \`\`\`

2. **No Dockerfile**

   Add one, or say where it is


### What to do

Mend 2 faults (above).
`);
  });

  test('the end of a long output is kept', () => {
    const page = renderFailure({ ...BARE, output: `first ${'x'.repeat(30_000)} last` });
    expect(page).not.toContain('first');
    expect(page).toContain('x last\n```');
  });

  test('no foreign text changes the shape of the page', () => {
    const shape = skeleton(githubTree(renderFailure(FAILURE)));
    fc.assert(
      fc.property(hostile, (word) => {
        const page = renderFailure({ ...infected(FAILURE, `${word}x`), output: `${word}x` });
        expect(skeleton(githubTree(page))).toEqual(shape);
      }),
      { numRuns: 25 },
    );
  });

  test('is never too long', () => {
    const long = 'x`|'.repeat(400_000);
    const faults = Array.from({ length: 300 }, () => ({
      message: long.slice(0, 3_000),
      hint: long.slice(0, 9_000),
    }));
    const page = renderFailure({ ...FAILURE, what: long, why: long, hint: long, output: long, faults });
    expect(Buffer.byteLength(page)).toBeLessThan(1_048_576);
    expect(page).toContain('### What to do');
  });
});
