import { describe, expect, test } from '@jest/globals';
import { parseInputs } from '../../../src/plan/inputs/parse.ts';
import { inputDefaults } from '../../support/action-defaults.ts';

describe('build-secrets', () => {
  const parsed = (yaml: string, more: Readonly<Record<string, string>> = {}) =>
    parseInputs({ ...inputDefaults, 'build-secrets': yaml, ...more });

  test('are text by their ids, whatever YAML would take them for', () => {
    const yaml = 'npm: s3cr3t\nport: 0080\nyes: no\npem: |\n  -----BEGIN\n  end\njson: "a: \\"b\\"\\n"';
    const { secrets, faults } = parsed(yaml, { secrets: 'other=1' });
    expect(faults).toEqual([]);
    expect(secrets.build).toEqual([
      ['other', '1'],
      ['npm', 's3cr3t'],
      ['port', '0080'],
      ['yes', 'no'],
      ['pem', '-----BEGIN\nend\n'],
      ['json', 'a: "b"\n'],
    ]);
  });

  test.each([
    ['- s3cr3t', /not a mapping/],
    ['s3cr3t', /not a mapping/],
    ['npm: [s3cr3t]', /npm has no text/],
    ['npm: {a: s3cr3t}', /npm has no text/],
    ['npm:', /npm has no text/],
    ['a b: s3cr3t', /key 1 cannot be the ID/],
    ['npm: "s3cr3t', /line 1 is not valid YAML/],
    ['npm: s3cr3t\nnpm: s3cr3t', /line 2 is not valid YAML/],
    ['other: s3cr3t', /other is in secrets, too/],
  ])('that are none are refused without being shown: %j', (yaml, message) => {
    const { faults } = parsed(yaml, { secrets: 'other=1' });
    expect(faults).toHaveLength(1);
    expect(faults[0]?.message).toMatch(message);
    expect(JSON.stringify(faults)).not.toContain('s3cr3t');
  });

  test('ssh-key is the default key, once', () => {
    expect(parseInputs({ ...inputDefaults, 'ssh-key': 'KEY' }).secrets.sshKey).toBe('KEY');
    const { faults } = parseInputs({ ...inputDefaults, 'ssh-key': 'KEY', ssh: 'default' });
    expect(faults.map(({ message }) => message)).toEqual(['ssh and ssh-key both give the default key']);
  });
});
