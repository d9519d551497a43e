// The releases of a repository: GitHub's rules for drafts, tags, "latest" and immutability.
import { json } from '../core/exchange.ts';
import { may } from '../run.ts';
import {
  type ApiCall,
  type Endpoints,
  type GitHub,
  flag,
  invalid,
  noContent,
  notFound,
  now,
  page,
  refusal,
  text,
} from './endpoint.ts';
import { generatedNotes } from './generated-notes.ts';
import { latestRelease, markLatest } from './latest.ts';
import { releaseView, webTag } from './release-view.ts';
import type { ReleaseRecord } from './store.ts';

/** In code points (H17 in docs/reality.md). */
const BODY_LIMIT = 125_000;

/**
 * Refuses a tag that another published release has. One that a deleted immutable release has used up is refused on
 * publishing alone: drafts of it can be made and filled (H2 in docs/reality.md).
 */
function checkTag({ store }: GitHub, tag: string, publishing: boolean, own?: number): void {
  const taken = store.data.releases.some((r) => !r.draft && r.tag_name === tag && r.id !== own);
  if (taken) throw invalid('Release', 'already_exists', 'tag_name');
  if (publishing && store.data.burned.includes(tag)) {
    throw invalid('Release', 'custom', 'tag_name', 'tag_name was used by an immutable release');
  }
}

/** What happens when a release leaves draft: the tag is made if it is missing, and dates are set. */
async function publish(github: GitHub, release: ReleaseRecord): Promise<void> {
  const { git } = github;
  const ref = `refs/tags/${release.tag_name}`;
  if (!(await git.isRefName(ref)))
    throw invalid('Release', 'custom', 'tag_name', 'tag_name is not a valid tag');
  if ((await git.ref(ref)) === undefined) {
    const target = await git.commitOf(release.target_commitish);
    if (target === undefined) throw invalid('Release', 'invalid', 'target_commitish');
    await git.setRef(ref, target, undefined);
  }
  const commit = await git.commit(ref);
  if (commit !== undefined) release.created_at = commit.committer.date;
  release.draft = false;
  release.published_at = now();
  release.immutable = github.immutableReleases;
  if (release.immutable) await attest(github, release, commit?.sha ?? '');
}

/**
 * GitHub's own attestation of an immutable release (H11 in docs/reality.md). Deleting the release does not take it away.
 * Source of the form: cli/cli, pkg/cmd/release/verify; the predicate type as jdx/mise's releases have it.
 */
async function attest(github: GitHub, release: ReleaseRecord, commit: string): Promise<void> {
  const { git, repository, store } = github;
  const target = (await git.ref(`refs/tags/${release.tag_name}`))?.sha ?? commit;
  const purl = `pkg:github/${repository}@${release.tag_name}`;
  const subjects = [
    { uri: purl, digest: { sha1: target } },
    ...release.assets.map(({ name, digest }) => ({
      name,
      digest: { sha256: (digest ?? '').replace('sha256:', '') },
    })),
  ];
  const predicateType = 'https://in-toto.io/attestation/release/v0.2';
  const bundle = await github.attestRelease({
    _type: 'https://in-toto.io/Statement/v1',
    subject: subjects,
    predicateType,
    predicate: { purl, repository, tag: release.tag_name, databaseId: String(release.id) },
  });
  store.data.attestations.push({
    id: store.nextId(),
    repository,
    initiator: 'github',
    subjects: subjects.flatMap(({ digest }) => Object.entries(digest).map(([name, hex]) => `${name}:${hex}`)),
    predicateType,
    bundle,
  });
}

function find(github: GitHub, call: ApiCall): ReleaseRecord {
  const release = github.store.release(Number(call.path['release_id']));
  if (release === undefined || (release.draft && !may(call.caller, 'contents', 'write'))) throw notFound();
  return release;
}

function tooLong(call: ApiCall): void {
  if (Array.from(text(call, 'body') ?? '').length > BODY_LIMIT) {
    throw invalid('Release', 'custom', 'body', `body is too long (maximum is ${BODY_LIMIT} characters)`);
  }
}

/** The endpoints under /releases, without assets. */
export function releaseEndpoints(github: GitHub): Endpoints {
  const { store, git } = github;
  const write = ['contents', 'write'] as const;
  const show = (status: number, release: ReleaseRecord) => json(status, releaseView(github, release));
  const visible = (release: ReleaseRecord) => release.visibleFrom <= Date.now();

  /** GitHub's words are the same where the category is missing and where the permission is (H3 in docs/reality.md). */
  function discuss(call: ApiCall, release: ReleaseRecord): void {
    const category = text(call, 'discussion_category_name');
    if (category === undefined || category === '' || release.draft) return;
    if (!github.discussionCategories.includes(category) || !may(call.caller, 'discussions', 'write')) {
      // What else the call asked for has happened.
      store.save();
      throw refusal(404, 'Discussion could not be created. Make sure you passed a valid category name.');
    }
    release.discussion_url ??= `https://github.com/${github.repository}/discussions/${release.id}`;
  }

  return {
    'repos/list-releases': {
      handle: (call) => {
        const all = store.data.releases
          .filter((r) => visible(r) && (!r.draft || may(call.caller, 'contents', 'write')))
          .sort((a, b) => b.created_at.localeCompare(a.created_at) || b.id - a.id);
        return page(
          call,
          all.map((release) => releaseView(github, release)),
        );
      },
    },
    'repos/create-release': {
      needs: write,
      handle: async (call) => {
        const tag = text(call, 'tag_name') ?? '';
        const draft = flag(call, 'draft') ?? false;
        if (tag === '') throw invalid('Release', 'missing_field', 'tag_name');
        tooLong(call);
        checkTag(github, tag, !draft);
        const generated =
          flag(call, 'generate_release_notes') === true ? await generatedNotes(github, tag) : undefined;
        const release: ReleaseRecord = {
          id: store.nextId(),
          tag_name: tag,
          target_commitish: text(call, 'target_commitish') ?? (await git.defaultBranch()),
          name: text(call, 'name') ?? generated?.name ?? null,
          body: [text(call, 'body'), generated?.body].filter(Boolean).join('\n\n') || null,
          draft: true,
          prerelease: flag(call, 'prerelease') ?? false,
          immutable: false,
          created_at: now(),
          published_at: null,
          updated_at: now(),
          visibleFrom: Date.now() + (draft ? github.draftLagMs : github.lagMs),
          assets: [],
        };
        if (!draft) await publish(github, release);
        store.data.releases.push(release);
        try {
          markLatest(github, release, text(call, 'make_latest'), !draft);
        } catch (error) {
          store.data.releases.pop();
          throw error;
        }
        discuss(call, release);
        store.save();
        const reply = show(201, release);
        return { ...reply, headers: { ...reply.headers, location: releaseView(github, release).url } };
      },
    },
    'repos/update-release': {
      needs: write,
      handle: async (call) => {
        const release = find(github, call);
        tooLong(call);
        // A draft that is changed without its tag loses it (H5 in docs/reality.md).
        const tag = text(call, 'tag_name') ?? (release.draft ? webTag(release) : release.tag_name);
        const draft = flag(call, 'draft') ?? release.draft;
        const publishing = release.draft && !draft;
        if (release.immutable && (tag !== release.tag_name || draft)) {
          throw refusal(422, 'Cannot change the tag or draft state of an immutable release.');
        }
        if (tag !== release.tag_name || publishing) checkTag(github, tag, publishing, release.id);
        const next: ReleaseRecord = {
          ...release,
          tag_name: tag,
          target_commitish: text(call, 'target_commitish') ?? release.target_commitish,
          name: text(call, 'name') ?? release.name,
          body: text(call, 'body') ?? release.body,
          prerelease: flag(call, 'prerelease') ?? release.prerelease,
          draft: publishing ? true : draft,
          updated_at: now(),
        };
        if (publishing) await publish(github, next);
        if (publishing) next.visibleFrom = Date.now() + github.lagMs;
        const before = { ...release };
        Object.assign(release, next);
        try {
          markLatest(github, release, text(call, 'make_latest'), publishing);
        } catch (error) {
          Object.assign(release, before);
          throw error;
        }
        discuss(call, release);
        store.save();
        return show(200, release);
      },
    },
    'repos/get-release': { handle: (call) => show(200, find(github, call)) },
    'repos/get-release-by-tag': {
      handle: ({ path }) => {
        const found = store.data.releases.find((r) => !r.draft && visible(r) && r.tag_name === path['tag']);
        if (found === undefined) throw notFound();
        return show(200, found);
      },
    },
    'repos/get-latest-release': {
      handle: () => {
        const found = latestRelease(github);
        if (found === undefined) throw notFound();
        return show(200, found);
      },
    },
    'repos/delete-release': {
      needs: write,
      handle: (call) => {
        const release = find(github, call);
        if (release.immutable) store.data.burned.push(release.tag_name);
        for (const { id } of release.assets) store.dropAssetFile(id);
        store.data.releases = store.data.releases.filter(({ id }) => id !== release.id);
        if (store.data.latest === release.id) store.data.latest = null;
        store.save();
        return noContent;
      },
    },
    'repos/generate-release-notes': {
      needs: write,
      handle: async (call) => {
        const notes = await generatedNotes(
          github,
          text(call, 'tag_name') ?? '',
          text(call, 'previous_tag_name'),
        );
        return json(200, notes);
      },
    },
  };
}
