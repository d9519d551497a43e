import { describe, expect, test } from '@jest/globals';
import { disclosureWarnings } from '../../src/plan/disclosure.ts';

const fullName = 'Octo-Org/App';

describe('keyless signing of a repository that is', () => {
  test.each(['private', 'internal'] as const)('%s is warned of, with the remedy', (visibility) => {
    expect(disclosureWarnings({ sign: 'keyless' }, { visibility, fullName })).toEqual([
      expect.stringMatching(
        new RegExp(
          `^Octo-Org/App is ${visibility}, and .*public transparency log.*with: \\{ sign: key, cosign-key: `,
        ),
      ),
    ]);
  });

  test.each(['public', 'unknown'] as const)('%s is not', (visibility) => {
    expect(disclosureWarnings({ sign: 'keyless' }, { visibility, fullName })).toEqual([]);
  });
});

test.each(['key', 'none'] as const)('with sign: %s nothing of a private repository gets out', (sign) => {
  expect(disclosureWarnings({ sign }, { visibility: 'private', fullName })).toEqual([]);
});
