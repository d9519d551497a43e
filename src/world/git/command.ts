// How every Git command of this action is run: settings that keep its answers the same on any machine.
import type { RunOptions, RunResult } from '../process/exec.ts';

/** Settings of the machine or the repository that would change an answer's form, or start another program. */
export const settings = [
  'core.quotePath=false',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'log.showSignature=false',
  'log.showRoot=true',
  'color.ui=false',
  'gc.auto=0',
  'maintenance.auto=false',
  // A container's workspace belongs to another user than the one who runs in it.
  'safe.directory=*',
  // A server that is silent for a minute is asked again; one that works sends signs of life (uploadpack.keepAlive).
  'http.lowSpeedLimit=1',
  'http.lowSpeedTime=60',
].flatMap((setting) => ['-c', setting]);

/** One Git command, without pager, prompt or locks it could leave behind. */
export type GitRun = (args: readonly string[], options?: RunOptions) => Promise<RunResult>;
