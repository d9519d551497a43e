// verification.md: what the programs said, as a table.
import type { Verified } from './verification.ts';

const row = ({ program, what, passed, said }: Verified): string =>
  `| ${program} | ${what.replaceAll('|', '\\|')} | ${passed ? '✅' : `❌ ${(said ?? '').replaceAll('|', '\\|')}`} |`;

/** The same as a page. */
export function verificationPage(verified: readonly Verified[]): string {
  if (verified.length === 0) return 'Nothing was released, so there is nothing to verify.\n';
  const passed = verified.filter((one) => one.passed).length;
  return `# Verified by programs that are not ours: ${passed} of ${verified.length}

| program | of | result |
| --- | --- | --- |
${verified.map(row).join('\n')}
`;
}
