import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import semver from 'semver';
import { parse } from 'yaml';
import * as cosign from '../../../src/world/sigstore/cosign-args.ts';

const dropped = /^--(?:new-bundle-format|rekor-url|fulcio-url|sct|certificate|certificate-chain)(?:=|$)/;

describe('S3 what cosign 4 drops', () => {
  test('is in no command but those for cosign 2, which say so by their name', () => {
    const source = readFileSync('src/world/sigstore/cosign-args.ts', 'utf8');
    const functions = source.split(/^export function /m).slice(1);
    const users = functions
      .filter((text) => [...text.matchAll(/'(--[\w-]+=?)/g)].some(([, flag = '']) => dropped.test(flag)))
      .map((text) => /^\w+/.exec(text)?.[0] ?? '');
    expect(users.every((name) => /legacy/i.test(name))).toBe(true);
    expect(Object.keys(cosign)).toEqual(expect.arrayContaining(users));
  });

  test('is not met unless a workflow asks for cosign 4: the range ends before it', () => {
    const action = parse(readFileSync('action.yml', 'utf8')) as {
      inputs: Record<string, { default: string }>;
    };
    const range = action.inputs['cosign-version']?.default ?? '';
    expect(semver.satisfies('3.1.3', range)).toBe(true);
    expect(semver.satisfies('4.0.0', range)).toBe(false);
  });
});
