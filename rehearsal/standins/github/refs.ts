// Git references and annotated tags over REST, on the real git directory.
import { matchesGlob } from 'node:path';
import { json } from '../core/exchange.ts';
import { nodeId } from './accounts.ts';
import {
  API,
  type ApiCall,
  type Endpoints,
  type GitHub,
  flag,
  noContent,
  notFound,
  now,
  refusal,
  text,
} from './endpoint.ts';
import type { Ref } from './git.ts';

const PLURAL: Readonly<Record<string, string>> = {
  commit: 'commits',
  tag: 'tags',
  tree: 'trees',
  blob: 'blobs',
};

/** The endpoints under /git that concern refs and tags. */
export function refEndpoints(github: GitHub): Endpoints {
  const { git, store } = github;
  const write = ['contents', 'write'] as const;
  const base = `${API}/repos/${github.repository}/git`;

  const view = ({ ref, type, sha }: Ref) => ({
    ref,
    node_id: nodeId('REF', ref),
    url: `${base}/${ref}`,
    object: { type, sha, url: `${base}/${PLURAL[type] ?? 'commits'}/${sha}` },
  });

  /** Tags of published immutable releases neither move nor go. */
  function protectedTag(ref: string): void {
    const held = store.data.releases.some((r) => r.immutable && ref === `refs/tags/${r.tag_name}`);
    if (held) throw refusal(422, 'Cannot update this protected ref: it belongs to an immutable release.');
  }

  /**
   * What GITHUB_TOKEN may not do with a tag, whatever its permissions (H4 in docs/reality.md): name a commit whose
   * workflows are not the default branch's, and touch a tag that a ruleset protects. A person may do both.
   */
  async function withheld({ caller }: ApiCall, ref: string, sha: string): Promise<void> {
    if (caller === undefined || caller.observer || !ref.startsWith('refs/tags/')) return;
    if (github.protectedTags.some((pattern) => matchesGlob(ref.slice('refs/tags/'.length), pattern))) {
      throw refusal(422, 'Reference update failed');
    }
    const workflows = (revision: string): Promise<string> =>
      git.run('rev-parse', '--verify', '--quiet', `${revision}:.github/workflows`).catch(() => 'none');
    const [own, theirs] = [await workflows(`${sha}^{commit}`), await workflows(await git.defaultBranch())];
    if (own !== theirs) throw refusal(403, 'Resource not accessible by integration');
  }

  async function existing(sha: string): Promise<string> {
    const type = /^[0-9a-f]{40}$/.test(sha) ? await git.typeOf(sha) : undefined;
    if (type === undefined) throw refusal(422, 'Object does not exist');
    return type;
  }

  async function update(call: ApiCall): Promise<Ref> {
    const name = `refs/${call.path['ref'] ?? ''}`;
    const sha = text(call, 'sha') ?? '';
    const current = await git.ref(name);
    if (current === undefined) throw refusal(422, 'Reference does not exist');
    protectedTag(name);
    const type = await existing(sha);
    await withheld(call, name, sha);
    const [from, to] = [await git.commitOf(current.sha), await git.commitOf(sha)];
    const forward = from !== undefined && to !== undefined && (await git.isAncestor(from, to));
    if (flag(call, 'force') !== true && !forward) throw refusal(422, 'Update is not a fast forward');
    if (!(await git.setRef(name, sha, current.sha))) throw refusal(409, 'Reference cannot be updated');
    return { ref: name, type, sha };
  }

  return {
    'git/get-ref': {
      handle: async ({ path }) => {
        const ref = await git.ref(`refs/${path['ref'] ?? ''}`);
        if (ref === undefined) throw notFound();
        return json(200, view(ref));
      },
    },
    'git/list-matching-refs': {
      handle: async ({ path }) => json(200, (await git.refs(`refs/${path['ref'] ?? ''}`)).map(view)),
    },
    'git/create-ref': {
      needs: write,
      handle: async (call) => {
        const ref = text(call, 'ref') ?? '';
        const sha = text(call, 'sha') ?? '';
        if (!/^refs\/.+\/.+/.test(`${ref}/`) || !(await git.isRefName(ref))) {
          throw refusal(422, "Reference name must start with 'refs' and contain at least two slashes.");
        }
        const type = await existing(sha);
        await withheld(call, ref, sha);
        if (!(await git.setRef(ref, sha, undefined))) throw refusal(422, 'Reference already exists');
        return json(201, view({ ref, type, sha }), { location: `${base}/${ref}` });
      },
    },
    'git/update-ref': { needs: write, handle: async (call) => json(200, view(await update(call))) },
    'git/delete-ref': {
      needs: write,
      handle: async ({ path }) => {
        const name = `refs/${path['ref'] ?? ''}`;
        if ((await git.ref(name)) === undefined) throw refusal(422, 'Reference does not exist');
        protectedTag(name);
        await git.deleteRef(name);
        return noContent;
      },
    },
    'git/get-tag': {
      handle: async ({ path }) => json(200, await tagView(path['tag_sha'] ?? '')),
    },
    'git/create-tag': {
      needs: write,
      handle: async (call) => {
        const type = await existing(text(call, 'object') ?? '');
        const given = call.body['tagger'] as { name: string; email: string; date?: string } | undefined;
        const bot = {
          name: 'github-actions[bot]',
          email: '41898282+github-actions[bot]@users.noreply.github.com',
        };
        const tagger = { ...bot, ...given, date: given?.date ?? now() };
        const message = text(call, 'message') ?? '';
        const sha = await git.makeTag(
          text(call, 'tag') ?? '',
          text(call, 'object') ?? '',
          type,
          message,
          tagger,
        );
        return json(201, await tagView(sha));
      },
    },
  };

  async function tagView(sha: string): Promise<object> {
    const tag = /^[0-9a-f]{40}$/.test(sha) ? await git.tag(sha) : undefined;
    if (tag === undefined) throw notFound();
    return {
      node_id: nodeId('TA', sha),
      sha,
      url: `${base}/tags/${sha}`,
      tagger: tag.tagger,
      object: { ...tag.object, url: `${base}/${PLURAL[tag.object.type] ?? 'commits'}/${tag.object.sha}` },
      tag: tag.tag,
      message: tag.message,
      verification: {
        verified: false,
        reason: 'unsigned',
        signature: null,
        payload: null,
        verified_at: null,
      },
    };
  }
}
