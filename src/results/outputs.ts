// A finished run told three ways: as outputs for later steps, and as facts for the report.
import type { Image } from '../plan/artifacts.ts';
import type { CheckReport } from '../report/model.ts';

export function platformDigests(image: Image | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((image?.platforms ?? []).map(({ platform, digest }) => [platform.name, digest]));
}

/** Which checks did not pass, and what to do. */
export function failedChecks(checks: readonly CheckReport[]): string {
  const lines = checks
    .filter(({ state }) => state === 'failed')
    .map(({ text, detail }) => `${text} (${detail})`);
  if (lines.length === 0) return 'nothing could be checked: see the summary.';
  return `${lines.length === 1 ? 'a check' : `${lines.length} checks`} failed: ${lines.join('; ')}\n\nThe commands of these lines are in the checklist of the summary. Run the workflow again when the cause is mended: it moves and uploads what is missing, and checks again.`;
}

export function holds(checks: readonly CheckReport[]): boolean {
  return checks.some(({ state }) => state === 'passed') && checks.every(({ state }) => state !== 'failed');
}
