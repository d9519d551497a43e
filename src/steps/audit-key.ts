// The key of a release that a key signed, judged from outside: whose it is, and whether it is the one that is known.
import type { CheckReport } from '../report/report.ts';
import { type AuditWorld, type Subject, Untrue, check, notRun, textOf } from './audit-subject.ts';

/** The key that must have signed: the one that is known, else the release's own, which proves that its parts agree. */
export function keyOf(
  { files, manifest }: Subject,
  { knownKey }: Pick<AuditWorld, 'knownKey'>,
): { readonly pem: string; readonly whose: string } {
  if (knownKey !== undefined) return { pem: knownKey, whose: 'the key that was given' };
  const own = files.find(({ name }) => name === manifest?.signature?.publicKey);
  if (!own) throw new Untrue('its public key is not among the assets');
  return { pem: textOf(own), whose: `the release's own ${own.name}` };
}

/** Whether the release's own key is the one that was given. */
export async function keyCheck(subject: Subject, world: AuditWorld): Promise<CheckReport> {
  const text = "The release's key is the one that is known";
  const { knownKey } = world;
  if (knownKey === undefined)
    return notRun(text, 'none was given to compare it with: with: { sign: key, cosign-key: … }');
  return check(text, [], () => {
    const { pem, whose } = keyOf(subject, {});
    if (pem.trim() !== knownKey.trim()) throw new Untrue(`${whose} is another`);
    return whose;
  });
}
