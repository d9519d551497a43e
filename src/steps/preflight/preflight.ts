// The step that every mode begins with: what would stop the run later is found now, before anything is built or pushed.
import { compact } from '../../compact.ts';
import type { Fault } from '../../errors.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import type { PermissionReport } from '../../report/model.ts';
import { count } from '../../report/quantities.ts';
import type { Run } from '../../run/run.ts';
import { freeBytes } from '../../world/files/disk.ts';
import { permissionFaults, permissions } from './permissions.ts';
import { runnerFaults } from './runner.ts';

export interface PreflightSubject {
  readonly images: readonly ImageName[];
  /** The release's own image tag, where its version could be read. */
  readonly exactTag?: string | undefined;
  /** For the log. */
  readonly warnings: readonly string[];
}

export interface Preflight {
  readonly permissions: readonly PermissionReport[];
  readonly faults: readonly Fault[];
}

/** Every fault of runner and permissions; it stops nothing itself. */
export function preflight(run: Run, { images, exactTag, warnings }: PreflightSubject): Promise<Preflight> {
  const { inputs, context, exec, probe, steps } = run;
  const { registry } = run.outside;
  const asked = compact({ inputs, context, images, exec, registry, probe, freeBytes, exactTag });
  return steps.run({
    title: 'Preflight',
    make: async (log) => {
      for (const warning of warnings) log(`warning: ${warning}`);
      const [faults, granted] = await Promise.all([runnerFaults(asked), permissions(asked)]);
      // A plan shows permissions and needs none, and neither does a tag: the job that releases may well have others.
      const missing = inputs.mode === 'plan' || inputs.mode === 'tag' ? [] : permissionFaults(granted);
      return { permissions: granted.map(({ report }) => report), faults: [...faults, ...missing] };
    },
    outcome: 'checked',
    describe: ({ faults }) =>
      faults.length === 0 ? 'nothing stands in the way' : count(faults.length, 'fault'),
  });
}
