import { expect, test } from '@jest/globals';
import { checklistForms } from '../../src/report/checklist.ts';
import type { CheckReport } from '../../src/report/model.ts';

const CHECKS: readonly CheckReport[] = [
  { text: 'Signature', state: 'passed', detail: '3 of 3', commands: ['cosign verify x'] },
  { text: 'Checksums', state: 'passed', commands: [] },
  {
    text: 'Merged back',
    state: 'failed',
    detail: '`develop` lacks it',
    commands: ['git switch develop', 'git merge v1'],
  },
  { text: 'Started', state: 'not-run', detail: 'no emulator', commands: [] },
];

const LIST = `### Checklist

2 of 4 checks passed

- [x] Signature · 3 of 3
- [x] Checksums
- [ ] **Failed:** Merged back · \`develop\` lacks it
  \`\`\`sh
  git switch develop
  git merge v1
  \`\`\`
- [ ] **Not run:** Started · no emulator`;

test('says what ran, what it found, and how to repeat or mend it', () => {
  const [whole, less] = checklistForms(CHECKS);
  expect(whole).toBe(`${LIST}

<details>
<summary>Check it yourself</summary>

\`\`\`sh
# Signature
cosign verify x
\`\`\`

</details>`);
  expect(less).toBe(LIST);
});

test('what failed is shown first when not all can be', () => {
  const many = [...Array.from({ length: 200 }, () => CHECKS[1]!), CHECKS[2]!];
  const shorter = checklistForms(many).at(-2)!;
  expect(shorter.split('\n').slice(0, 5)).toEqual([
    '### Checklist',
    '',
    '200 of 201 checks passed',
    '',
    '- [ ] **Failed:** Merged back · `develop` lacks it',
  ]);
  expect(shorter).toContain('_10 of 201 are shown. The log has every check._');
});

test('digests and commits are cut to what an eye compares; sums of files are not', () => {
  const detail = `sha256:${'a'.repeat(64)} of ${'b'.repeat(40)}, sum ${'c'.repeat(64)}`;
  const [whole] = checklistForms([{ text: 'x', state: 'passed', detail, commands: [] }]);
  expect(whole).toContain(`- [x] x · sha256:${'a'.repeat(12)} of ${'b'.repeat(7)}, sum ${'c'.repeat(64)}`);
});

test('no checks are no section', () => {
  expect(checklistForms([])).toEqual([]);
});
