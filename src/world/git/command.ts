// How every Git command of this action is run: settings that keep its answers the same on any machine.
import type { RunOptions, RunResult } from '../process/exec.ts';
import { compact } from '../../compact.ts';

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
  // A list that earlier entries cannot outlast: an empty value clears it, whatever URL they were for (gitcredentials).
  'credential.helper=',
  'core.alternateRefsCommand=true',
  // A container's workspace belongs to another user than the one who runs in it.
  'safe.directory=*',
  // A server that is silent for a minute is asked again; one that works sends signs of life (uploadpack.keepAlive).
  'http.lowSpeedLimit=1',
  'http.lowSpeedTime=60',
].flatMap((setting) => ['-c', setting]);

/**
 * The repository's own configuration may have come from an earlier step, and Git runs programs that it names, with the token in
 * their environment. No switch leaves it out: what could run one is overridden (`settings`), and what speaks to a server is
 * allowed one protocol, which needs none: not ssh (core.sshCommand), not git (core.gitProxy), not a path
 * (remote.*.uploadpack), not a helper (remote.*.vcs, url.*.insteadOf).
 * @param remote a URL; a remote's name is for repositories that nobody else has written to.
 */
export function guardEnvironment(remote: string): Readonly<Record<string, string>> {
  const [, protocol] = /^(https?):\/\//.exec(remote) ?? [];
  return compact({
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    // Set and empty, it goes before core.askPass and SSH_ASKPASS, and is not run (git's prompt.c).
    GIT_ASKPASS: '',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_ALLOW_PROTOCOL: protocol,
  });
}

/** One Git command, without pager, prompt or locks it could leave behind. */
export type GitRun = (args: readonly string[], options?: RunOptions) => Promise<RunResult>;
