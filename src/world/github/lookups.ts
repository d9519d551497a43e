// What GitHub has on record of a repository's tags and runs, for an audit.
import { connect, orMissing } from './client.ts';
import type { GitHubOptions } from './types.ts';

export interface Records {
  /** The commit that a Git tag peels to, or `undefined` when there is no such tag. */
  tagCommit(name: string): Promise<string | undefined>;
  /** The commit that a workflow run was of; `undefined` when GitHub knows no such run (any more). */
  runCommit(id: number): Promise<string | undefined>;
}

interface GitObject {
  readonly type: string;
  readonly sha: string;
}

export function makeRecords(options: GitHubOptions): Records {
  const { git, actions } = connect(options).rest;
  const { owner, name: repo } = options.repository;
  /** What annotated tags name, by their objects' names: these cannot change, while the tag that names them can. */
  const named = new Map<string, GitObject>();
  const namedBy = async (sha: string): Promise<GitObject> => {
    const object = named.get(sha) ?? (await git.getTag({ owner, repo, tag_sha: sha })).data.object;
    named.set(sha, object);
    return object;
  };
  return {
    tagCommit: async (name) => {
      const ref = await orMissing(() => git.getRef({ owner, repo, ref: `tags/${name}` }));
      let object: GitObject | undefined = ref?.data.object;
      // A tag may name a tag: Git peels them all.
      while (object?.type === 'tag') object = await namedBy(object.sha);
      return object?.sha;
    },
    runCommit: async (id) => {
      const run = await orMissing(() => actions.getWorkflowRun({ owner, repo, run_id: id }));
      return run?.data.head_sha;
    },
  };
}
