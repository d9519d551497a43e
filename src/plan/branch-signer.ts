// A release that is started on a branch signs as that branch, which nobody expects unless they are told.
import type { TagName } from './brands.ts';
import type { Context } from './context.ts';
import { needsIdentity } from './inputs/inputs.ts';

/** The warning, with what whoever verifies must say, and how to do without it. */
export function branchSignerWarnings(
  inputs: Parameters<typeof needsIdentity>[0],
  { ref, workflowRef, event, repository }: Pick<Context, 'ref' | 'workflowRef' | 'event' | 'repository'>,
  tag: TagName,
): readonly string[] {
  if (!ref.startsWith('refs/heads/') || event !== 'workflow_dispatch' || !needsIdentity(inputs)) return [];
  const file = /\.github\/workflows\/([^@]+)@/.exec(workflowRef)?.[1] ?? 'release.yml';
  return [
    `the run was started on ${ref}, so ${tag} is signed by ${file}@${ref}, and not by the workflow at its tag: mode: verify and repoint accept that only with: { signer-workflow: "${file}@${ref}" }. Start it on the tag instead: gh workflow run ${file} --repo ${repository.fullName} --ref ${tag}`,
  ];
}
