// What repoint mode leaves.
import type { Repointed } from '../modes/repoint.ts';
import type { PointerReport } from '../report/model.ts';
import { renderRepoint } from '../report/verification.ts';
import { verified } from './verification.ts';
import type { Paths, RunResult } from './result.ts';
import { compact } from '../compact.ts';

export function repointResult({ plan, verification, moved }: Repointed, paths: Paths): RunResult {
  const { subject, checks } = verification;
  const pointers = plan.pointers.floating
    .filter(({ moves }) => moves)
    .map(({ kind, name }): PointerReport => {
      const to = { image: subject.images[0]?.digest, git: subject.commit, 'github-latest': subject.tag }[
        kind
      ];
      const was = moved.find(
        (one) => one.kind === kind && (one.name === name || one.name.endsWith(`:${name}`)),
      );
      return compact({
        ...{ kind, name, moved: was !== undefined, why: `it was asked to name ${subject.tag}` },
        from: was?.from,
        to,
      });
    });
  const back = moved.find(({ kind }) => kind === 'github-latest')?.from;
  const base = verified(verification, paths);
  return {
    ...base,
    outputs: { ...base.outputs, moved: JSON.stringify(movedOutput(moved)), plan: JSON.stringify(plan) },
    summary: renderRepoint(
      compact({
        tag: subject.tag,
        releaseUrl: subject.release.url,
        checks,
        pointers,
        wayBack: back === undefined ? undefined : `with: { mode: repoint, tag: ${back} }`,
      }),
    ),
    warnings: [],
  };
}

/** Pointer → from and to, as the output `moved` has it. */
function movedOutput(
  moved: Repointed['moved'],
): Readonly<Record<string, { from: string | null; to: string }>> {
  return Object.fromEntries(
    moved.map(({ kind, name, from, to }) => [
      kind === 'image' ? name : `${kind}:${name}`,
      { from: from ?? null, to },
    ]),
  );
}
