import { expect, test } from '@jest/globals';
import { FaultsError, ReleaseError } from '../../src/errors.ts';
import { annotationsOf } from '../../src/report/annotations.ts';

const [a, b] = [
  { message: 'no platform', hint: 'with: { platforms: linux/amd64 }' },
  { message: 'no token', hint: 'permissions: { contents: write }', code: 'no-builder' as const },
];
const docsUrl = 'https://docs.example/#x';

test.each([
  [
    'an error says message, hint and page',
    new ReleaseError('it broke', { hint: 'mend' }),
    [],
    { text: `it broke\n\nmend\n\n${docsUrl}` },
  ],
  [
    'an error with a place is shown there, under its class',
    new ReleaseError('it broke', { hint: 'mend', code: 'tool-failed', at: { file: 'Dockerfile', line: 3 } }),
    [],
    {
      title: 'Release: tool-failed',
      text: `it broke\n\nmend\n\n${docsUrl}`,
      at: { file: 'Dockerfile', line: 3 },
    },
  ],
  [
    'a single fault with a place keeps it',
    new FaultsError([{ ...a, at: { file: 'Cargo.toml' } }]),
    [],
    {
      title: 'Release: bad-input',
      text: `no platform\n\nmend\n\n${docsUrl}`,
      at: { file: 'Cargo.toml' },
    },
  ],
  [
    'a single fault is said by the failure alone',
    new FaultsError([a]),
    [],
    { title: 'Release: bad-input', text: `no platform\n\nmend\n\n${docsUrl}` },
  ],
  [
    'several faults are said one by one, and counted by the failure',
    new FaultsError([a, { ...b, at: { file: 'x.toml', line: 7 } }]),
    [
      { title: 'Release: bad-input', text: 'no platform\nwith: { platforms: linux/amd64 }' },
      {
        title: 'Release: no-builder',
        text: 'no token\npermissions: { contents: write }',
        at: { file: 'x.toml', line: 7 },
      },
    ],
    {
      title: 'Release: several-faults',
      text: `2 faults were found before anything was pushed\n\n${docsUrl}`,
    },
  ],
])('%s', (_, error, faults, failure) => {
  expect(annotationsOf(error, { hint: 'mend', docsUrl })).toEqual({ faults, failure });
});

test('what has no page names none', () => {
  expect(annotationsOf(new Error('odd'), { hint: 'mend' })).toEqual({
    faults: [],
    failure: { text: 'odd\n\nmend' },
  });
});
