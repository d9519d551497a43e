import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { join } from 'node:path';
import { type ClosingServer, startClosingServer, sumOf } from '../../support/world/closing-server.ts';

jest.setTimeout(120_000);

let server: ClosingServer;
const reader = join(import.meta.dirname, '../../support/world/slow-reader.ts');
const MiB = 1024 * 1024;

beforeAll(async () => {
  server = await startClosingServer();
});
afterAll(() => server.stop());

// Longer ones are tried by hand (docs/adr/0014-one-http-client.md): `CLOSING_BYTES=2147483648`.
const large = Number(process.env['CLOSING_BYTES'] ?? 100 * MiB);

describe('a server that closes its connection while the reader lags', () => {
  test('is read to the end, whatever has come and was not taken yet', async () => {
    const seen = JSON.parse(await server.inside(reader, String(MiB), '10', '5')) as { sums: string[] };
    expect(seen.sums).toEqual(Array.from({ length: 40 }, () => sumOf(MiB)));
  });

  test('is read in bounded memory', async () => {
    const seen = JSON.parse(await server.inside(reader, String(large), '1', '5')) as {
      sums: string[];
      peakMiB: number;
    };
    expect(seen.sums).toEqual(Array.from({ length: 4 }, () => sumOf(large)));
    // 45 MiB were seen; all four assets are 400.
    expect(seen.peakMiB).toBeLessThan(100);
  }, 1_200_000);
});
