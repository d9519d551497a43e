// What BuildKit says of a build that failed: whether it passes, and which line of the Dockerfile it is about.
import { basename, isAbsolute, join, normalize } from 'node:path';
import { ReleaseError } from '../../errors.ts';
import type { BuildPlan } from '../../plan/build.ts';
import { isTransientOutput } from '../process/retrying-exec.ts';
import { TransientError } from '../retry/retry.ts';
import { compact } from '../../compact.ts';

/**
 * What a registry answers that has lost a blob which it took a moment before, GHCR among them
 * (docker/build-push-action#271, docker/build-push-action#626, GoogleContainerTools/jib#4301): pushing again helps.
 */
const lostBlob =
  /\b(?:unknown blob|blob unknown|blob upload unknown|BLOB_UNKNOWN|BLOB_UPLOAD_UNKNOWN|digest did not match uploaded content|cannot reuse body)\b/i;

/**
 * The client found BuildKit not there yet, or its connection broke before it had said anything of the build, as on a busy machine
 * (pulumi/pulumi-docker-build#102): nothing has been built then, and connecting again helps.
 */
const notConnected =
  /\bfailed to list workers: Unavailable\b|\bCannot connect to the Docker daemon\b|\bcode = Unavailable\b|\bUnavailable: connection error\b/i;

/** Whether the way to BuildKit, or to the registry, failed, and not what was asked for. */
export function isConnectionTrouble(words: string): boolean {
  return notConnected.test(words) || isTransientOutput(words);
}

/**
 * The connection to BuildKit ended in mid-build: its process, its pod or its machine is gone, or was (as seen of a pod that is
 * deleted, and of a daemon that is killed).
 */
const brokeOff = /\bfailed to receive status: rpc error: code = Unavailable\b/;

/** Whether a build did not fail by itself: BuildKit went away under it, or fell silent. */
export function isLostConnection(error: unknown): boolean {
  if (!(error instanceof ReleaseError)) return false;
  return error.code === 'builder-silent' || brokeOff.test(lastWords(error.message));
}

/**
 * A registry's trouble passes, and what is built already comes from the builder's cache. What a build step itself prints
 * stands further up: only BuildKit's last words are looked at, from its last `ERROR:`, since a registry's answer may have
 * several lines.
 */
export function readFailure(error: unknown, dockerfile?: string): unknown {
  if (!(error instanceof ReleaseError)) return error;
  const last = lastWords(error.message);
  const ofRegistry =
    /failed to (?:push|copy|do request|fetch|authorize|resolve|configure registry)|unexpected status/.test(
      last,
    );
  if (notConnected.test(last) || (ofRegistry && (isTransientOutput(last) || lostBlob.test(last))))
    return new TransientError(error.message, { hint: error.hint, cause: error });
  const at = atLine(error, dockerfile) ?? error;
  return reasonFirst(at);
}

/** What it says from its last `ERROR:` on; its last line where there is none. */
function lastWords(message: string): string {
  const lines = message.trimEnd().split('\n');
  const said = lines.findLastIndex((line) => line.startsWith('ERROR: '));
  return said < 0 ? (lines.at(-1) ?? '') : lines.slice(said).join('\n');
}

/** BuildKit's own reason, which comes last in its output, is what the failure is called; the program's exit code is not. */
function reasonFirst(error: ReleaseError): ReleaseError {
  const reasons = [...error.message.matchAll(/^ERROR: (?:failed to build: )?failed to solve: (\S.*)$/gm)];
  const reason = reasons.at(-1)?.[1];
  if (reason === undefined) return error;
  const { hint, code, cause, at } = error;
  return new ReleaseError(
    `the build failed: ${reason}\n${error.message}`,
    compact({ hint, code, cause, at }),
  );
}

/** BuildKit shows the lines around a fault below the file's name and the line's number, between rules of dashes. */
function atLine(error: ReleaseError, dockerfile: string | undefined): ReleaseError | undefined {
  const [, name = '', line = ''] = /^(\S+):(\d+)\n-{10,}$/m.exec(error.message) ?? [];
  if (name === '' || dockerfile === undefined || basename(dockerfile) !== basename(name)) return undefined;
  const { hint, code } = error;
  return new ReleaseError(
    error.message,
    compact({ ...{ hint, cause: undefined, at: { file: dockerfile, line: Number(line) } }, code }),
  );
}

/** Where the Dockerfile is in the repository; `undefined` where it is elsewhere. */
export function dockerfileOf({ context, file }: BuildPlan): string | undefined {
  const path = normalize(file ?? join(context, 'Dockerfile'));
  return /^[a-z-]+:/i.test(context) || isAbsolute(path) || path.startsWith('..') ? undefined : path;
}
