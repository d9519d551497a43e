import { describe, expect, test } from '@jest/globals';
import { readSbom, sameSbom } from '../../src/plan/sbom.ts';

const spdx = {
  spdxVersion: 'SPDX-2.3',
  SPDXID: 'SPDXRef-DOCUMENT',
  documentNamespace: 'https://example.com/1',
  creationInfo: { created: '2026-01-01T00:00:00Z', creators: ['Tool: a'] },
  packages: [{ name: 'musl' }],
};
const cyclonedx = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: 'urn:uuid:1',
  metadata: { timestamp: '2026-01-01T00:00:00Z', component: { name: 'app' } },
  components: [{ name: 'musl' }],
};

describe('the format is told by the document', () => {
  test.each([
    ['SPDX 2.3', spdx, 'https://spdx.dev/Document/v2.3'],
    ['SPDX 2.2', { ...spdx, spdxVersion: 'SPDX-2.2' }, 'https://spdx.dev/Document/v2.2'],
    ['CycloneDX', cyclonedx, 'https://cyclonedx.org/bom'],
  ])('%s', (_, document, predicateType) => {
    expect(readSbom('a.json', JSON.stringify(document))).toEqual({
      sbom: { path: 'a.json', predicateType, document },
    });
  });

  test.each([
    ['no JSON', '<bom/>'],
    ['a list', '[]'],
    ['null', 'null'],
    ['another document', '{"name":"a"}'],
    ['SPDX without its identifier', JSON.stringify({ ...spdx, SPDXID: undefined })],
    ['a version that would break out of the type', JSON.stringify({ ...spdx, spdxVersion: 'SPDX-2.3/../x' })],
    ['SPDX 3', '{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[]}'],
    ['CycloneDX without a version', '{"bomFormat":"CycloneDX"}'],
  ])('%s is a fault with its remedy', (_, text) => {
    expect(readSbom('a.json', text)).toEqual({
      fault: {
        message: 'sbom: a.json is neither SPDX 2 nor CycloneDX in JSON',
        hint: expect.stringContaining('anchore/sbom-action'),
      },
    });
  });
});

describe('two documents say the same', () => {
  test.each<[string, unknown, unknown, boolean]>([
    ['when they are equal', spdx, JSON.parse(JSON.stringify(spdx)), true],
    ['whatever SPDX calls the document', spdx, { ...spdx, documentNamespace: 'https://example.com/2' }, true],
    ['whenever it was made', spdx, { ...spdx, creationInfo: { ...spdx.creationInfo, created: 'now' } }, true],
    ['whatever number CycloneDX has', cyclonedx, { ...cyclonedx, serialNumber: 'urn:uuid:2' }, true],
    ['and not with another package', spdx, { ...spdx, packages: [{ name: 'glibc' }] }, false],
    ['and not by another tool', spdx, { ...spdx, creationInfo: { created: 'now', creators: [] } }, false],
    ['and not without a name', spdx, { ...spdx, documentNamespace: undefined }, false],
    [
      'and not of another component',
      cyclonedx,
      { ...cyclonedx, metadata: { ...cyclonedx.metadata, component: { name: 'b' } } },
      false,
    ],
    ['and not in another format', spdx, cyclonedx, false],
    ['and not when one is none', spdx, 'text', false],
  ])('%s', (_, a, b, same) => {
    expect(sameSbom(a, b)).toBe(same);
    expect(sameSbom(b, a)).toBe(same);
  });
});
