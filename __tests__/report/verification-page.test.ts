import { describe, expect, test } from '@jest/globals';
import type { CheckReport } from '../../src/report/model.ts';
import { renderRepoint, renderVerification } from '../../src/report/verification.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const base = { tag: 'v1.2.0', releaseUrl: 'https://github.com/o/r/releases/tag/v1.2.0' };
const checks: readonly CheckReport[] = [
  { text: 'Asset a.txt', state: 'passed', detail: digest, commands: ['gh release download'] },
  { text: 'The image', state: 'not-run', detail: 'no name is known', commands: [] },
  {
    text: 'r:v1 names the highest',
    state: 'failed',
    detail: `it names ${digest}`,
    commands: ['crane digest r:v1'],
  },
];

describe('a verification', () => {
  test('shows what is a lie first and to the letter, and what is true in short', () => {
    expect(renderVerification({ ...base, checks })).toBe(
      `## [v1.2.0](${base.releaseUrl}) is not what it says: 1 check failed

### Failed

- **r:v1 names the highest**: \`it names ${digest}\`

### Other checks

| What was checked |  | What was seen |
| --- | --- | --- |
| The image | not run | no name is known |
| Asset a.txt | ok | sha256:aaaaaaaaaaaa |

<details>
<summary>Check it yourself</summary>

\`\`\`sh
# Asset a.txt
gh release download
# r:v1 names the highest
crane digest r:v1
\`\`\`

</details>
`,
    );
  });

  test.each([
    [checks.slice(0, 1), 'is what it says'],
    [checks.slice(0, 2), 'is what it says, as far as can be seen (1 check not run)'],
  ])('of an honest release says so', (seen, title) => {
    const [headline] = renderVerification({ ...base, checks: seen }).split('\n');
    expect(headline).toBe(`## [v1.2.0](${base.releaseUrl}) ${title}`);
  });

  test('of a thousand assets fits into a page of 20 kB, its lies first', () => {
    const many = Array.from({ length: 1000 }, (_, at) => ({ ...checks[0]!, text: `Asset number ${at}` }));
    const page = renderVerification({ ...base, checks: [...many, checks[2]!] }, 20_000);
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(20_000);
    expect(page).toContain(`### Failed\n\n- **r:v1 names the highest**: \`it names ${digest}\``);
  });
});

test('a repoint says what pointed where before, and the way back', () => {
  const pointers = [
    { kind: 'image' as const, name: 'v1', moved: true, from: digest, to: 'v1.2.0', why: 'asked' },
    { kind: 'github-latest' as const, name: 'latest', moved: false, to: 'v1.2.0', why: 'asked' },
  ];
  const wayBack = 'with: { mode: repoint, tag: v1.3.0 }';
  const page = renderRepoint({ ...base, checks: [], pointers, wayBack });
  expect(page).toMatch(/^## 1 pointer moved to /);
  expect(page).toContain('| Image tag `v1` | **moved** | `sha256:aaaaaaaaaaaa` → `v1.2.0` | asked |');
  expect(page).toContain(`### The way back\n\n\`\`\`yaml\n${wayBack}\n\`\`\``);
});
