import { expect, test } from '@jest/globals';
import { parseRecord, recordText } from '../../../src/plan/record/record-text.ts';
import type { ReleaseRecord } from '../../../src/plan/record/release-record.ts';
import { sampleRecord } from '../../support/sample-record.ts';

test('what is written is read back', () => {
  expect(parseRecord(recordText(sampleRecord))).toEqual(sampleRecord);
});

test('a text keeps the order of its fields', () => {
  const { schema, ...others } = sampleRecord;
  const turned = { ...others, schema };
  expect(Object.keys(parseRecord(recordText(turned)) ?? {})).toEqual(Object.keys(turned));
});

test.each([
  ['a field that nobody knows', { signed: true }],
  ['a field of an inherited name', JSON.parse('{"__proto__": 1}') as object],
  ['an optional field without a value', { gate: null }],
  ['tools that are a list', { tools: ['cosign'] }],
  ['a tool by an inherited name that has no version', { tools: JSON.parse('{"__proto__": 1}') as object }],
  ['a size beyond what a number holds', { platforms: [{ ...sampleRecord.platforms[0], size: 2 ** 53 }] }],
])('a text with %s is no record', (_, fields) => {
  const entries = [...Object.entries(sampleRecord), ...Object.entries(fields)];
  const text = `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
  expect(parseRecord(text)).toBeUndefined();
});

test('a record that no reader would take is not written, and each field at fault is named', () => {
  const wrong = { ...sampleRecord, commit: 'main', assets: [{ name: 'a', size: -1, sha256: '' }] };
  const write = (): string => recordText(wrong as unknown as ReleaseRecord);
  expect(write).toThrow(
    /^release\.json would not be readable: .*commit: .*assets\.0\.size: .*assets\.0\.sha256: /,
  );
});
