// Answers that are known to differ between one time and another: each is given in turn.
import { type Reply, json } from '../core/exchange.ts';
import { registryError } from './tokens.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';

/**
 * How GHCR is seen to answer the referrers API, which it does not have: a redirect to github.com, which knows no such
 * page; 404; an empty list, whatever the fallback tag has. The last with two media types: which one is unproven.
 */
export const REFERRERS_ANSWERS = ['redirect', 'unknown', 'empty', 'empty-index'] as const;
export type ReferrersAnswer = (typeof REFERRERS_ANSWERS)[number];

export function referrersReply(answer: ReferrersAnswer, name: string, digest: string): Reply {
  switch (answer) {
    case 'redirect': {
      const location = `https://github.com/-/v2/packages/container/${encodeURIComponent(name)}/referrers/${digest}`;
      return { status: 303, headers: { location }, body: '' };
    }
    case 'unknown':
      return registryError(404, 'MANIFEST_UNKNOWN', 'manifest unknown');
    case 'empty':
      return json(200, { manifests: [] });
    case 'empty-index':
      return json(200, { schemaVersion: 2, mediaType: INDEX, manifests: [] }, { 'content-type': INDEX });
  }
}

/** What the cancelling of an upload may answer; which it is at GHCR is unproven, since others never look. */
export const CANCEL_ANSWERS = [404, 405, 429, 503, 'reset', 202] as const;
export type CancelAnswer = (typeof CANCEL_ANSWERS)[number];

export function cancelReply(answer: CancelAnswer): Reply {
  if (answer === 'reset') return { status: 0, reset: true };
  if (answer === 202) return { status: 202, headers: { 'content-length': '0' }, body: '' };
  const [code, text] = {
    404: ['BLOB_UPLOAD_UNKNOWN', 'blob upload unknown to registry'],
    405: ['UNSUPPORTED', 'The operation is unsupported.'],
    429: ['TOOMANYREQUESTS', 'too many requests'],
    503: ['UNAVAILABLE', 'service unavailable'],
  }[answer] as [string, string];
  return registryError(answer, code, text);
}

/** Gives the answers of a list one after the other, from the first again after the last; for each subject its own turn. */
export class Turns<T> {
  readonly #answers: readonly T[];
  readonly #asked = new Map<string, number>();

  constructor(answers: readonly T[]) {
    this.#answers = answers;
  }

  next(subject = ''): T {
    const n = this.#asked.get(subject) ?? 0;
    this.#asked.set(subject, n + 1);
    return this.#answers[n % this.#answers.length] as T;
  }
}
