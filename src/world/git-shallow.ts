// Brings a shallow clone as much history as the notes need, and never lets a short one pass for whole.
import { ReleaseError, messageOf } from '../errors.ts';
import type { TagRef } from '../plan/range.ts';
import type { GitRun } from './git.ts';

export interface DeepenInput {
  /** The release's tag as the remote has it. */
  readonly tag: string;
  /** Its commit here. */
  readonly commit: string;
  /** The tags whose history the notes leave out, as the remote has them; empty brings all history. */
  readonly exclude: readonly TagRef[];
}

/**
 * Fetches the commits between the release's tag and the excluded tags, without file contents, and the excluded tags
 * themselves at depth 1. Afterwards a log over the range is complete.
 * @throws ReleaseError when the remote cannot be asked, with the lines of YAML that help.
 */
export async function deepenShallow(run: GitRun, remote: string, input: DeepenInput): Promise<void> {
  const fetch = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--filter=blob:none'];
  const tag = `refs/tags/${input.tag}`;
  const excluded = input.exclude.map(({ name }) => `refs/tags/${name}`);
  try {
    if (input.exclude.some(({ commit }) => commit === input.commit)) {
      // Two tags on one commit: the range is empty, and git refuses to deepen to nothing.
    } else if (excluded.length === 0) {
      await run([...fetch, '--unshallow', remote, tag]);
    } else {
      const limits = excluded.map((name) => `--shallow-exclude=${name}`);
      const { code, stderr } = await run([...fetch, ...limits, remote, tag], { allowFailure: true });
      if (code !== 0) await deepenWhole(run, [...fetch, '--unshallow', remote, tag], stderr);
    }
    if (excluded.length > 0) {
      await run([...fetch, '--depth=1', remote, ...excluded.map((name) => `+${name}:${name}`)]);
    }
  } catch (error) {
    throw new ReleaseError(
      `this checkout has only a part of the history, and git could not fetch the rest from ${remote}: ${messageOf(error)}`,
      { hint: '- uses: actions/checkout@v6\n  with:\n    fetch-depth: 0', cause: error },
    );
  }
}

/** A server that cannot exclude by tag, or a tag that lies inside an excluded one: all history will do as well. */
async function deepenWhole(run: GitRun, fetchAll: readonly string[], reason: string): Promise<void> {
  if (!/shallow|deepen|no commits selected|excluded/i.test(reason)) throw new Error(reason.trim());
  await run(fetchAll);
}
