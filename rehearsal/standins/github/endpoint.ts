// What the REST endpoints share: the call they get, GitHub's way of saying no, and pages.
import { type Exchange, HttpError, type Reply, json } from '../core/exchange.ts';
import type { OperationId } from '../contract/operations.ts';
import type { Access, Run, Scope, Visibility } from '../run.ts';
import type { Git } from './git.ts';
import type { Store } from './store.ts';

/** What every endpoint can see of the world. */
export interface GitHub {
  readonly repository: string;
  readonly owner: string;
  readonly name: string;
  readonly visibility: Visibility;
  readonly ownerType: 'Organization' | 'User';
  readonly immutableReleases: boolean;
  /** False: the owner's plan has no attestations for this repository. */
  readonly attestations: boolean;
  /** E-mail address (lower case) → login. */
  readonly accounts: Readonly<Record<string, string>>;
  /** Milliseconds until lists and lookups by tag show a change. */
  readonly lagMs: number;
  /** The same for fresh drafts in the list of releases (H1 in docs/reality.md). */
  readonly draftLagMs: number;
  readonly discussionCategories: readonly string[];
  /** Globs of tags that a ruleset protects from workflows. */
  readonly protectedTags: readonly string[];
  /** False: GitHub only links to the bundles of attestations (H7 in docs/reality.md). */
  readonly inlineBundles: boolean;
  /** What `POST /attestations` looks at first: which is unproven (H8 in docs/reality.md). */
  readonly attestationsLookAt: 'permission' | 'body';
  /** Signs as GitHub does for immutable releases; the answer is a Sigstore bundle. */
  readonly attestRelease: (statement: object) => Promise<unknown>;
  readonly registryPort: number;
  readonly runs: () => readonly Run[];
  readonly git: Git;
  readonly store: Store;
}

export interface ApiCall {
  readonly exchange: Exchange;
  /** Path parameters, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Who asks; undefined without a token. */
  readonly caller: Run | undefined;
  /** The JSON body; `{}` when there was none. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Endpoint {
  /** What the token must have. */
  readonly needs?: readonly [Scope, Exclude<Access, 'none'>];
  readonly handle: (call: ApiCall) => Reply | Promise<Reply>;
}

export type Endpoints = Partial<Record<OperationId, Endpoint>>;

export const API = 'https://api.github.com';
export const DOCS = 'https://docs.github.com/rest';

export const now = () => new Date().toISOString().replace(/\.\d+Z$/, 'Z');

/** An error in GitHub's form, to be thrown. */
export function refusal(
  status: number,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): HttpError {
  return new HttpError(
    json(status, { message, ...more, documentation_url: DOCS, status: String(status) }, headers),
  );
}

export const notFound = () => refusal(404, 'Not Found');

/** GitHub's 422 with one entry of `errors`. */
export function invalid(resource: string, code: string, field: string, message?: string): HttpError {
  const error = { resource, code, field, ...(message === undefined ? {} : { message }) };
  return refusal(422, 'Validation Failed', { errors: [error] });
}

export const noContent: Reply = { status: 204 };

/** One page of a list, with the Link header that leads to the others. */
export function page(call: ApiCall, all: readonly unknown[], perPageDefault = 30): Reply {
  const size = Math.min(Number(call.query.get('per_page') ?? perPageDefault), 100) || perPageDefault;
  const number = Math.max(1, Number(call.query.get('page') ?? 1));
  const last = Math.max(1, Math.ceil(all.length / size));
  const items = all.slice((number - 1) * size, number * size);
  return json(200, items, linkHeader(call, number, last));
}

/** `Link` for page `number` of `last`; empty when there is but one. */
export function linkHeader(call: ApiCall, number: number, last: number): Readonly<Record<string, string>> {
  const to = (n: number, rel: string) => {
    const url = new URL(call.exchange.url);
    url.searchParams.set('page', String(n));
    return `<${url.href}>; rel="${rel}"`;
  };
  const links = [
    ...(number > 1 ? [to(number - 1, 'prev')] : []),
    ...(number < last ? [to(number + 1, 'next'), to(last, 'last')] : []),
    ...(number > 1 ? [to(1, 'first')] : []),
  ];
  return links.length === 0 ? {} : { link: links.join(', ') };
}

/** A string property of the body, or undefined. */
export function text(call: ApiCall, name: string): string | undefined {
  const value = call.body[name];
  return typeof value === 'string' ? value : undefined;
}

/** A boolean property of the body, or undefined. */
export function flag(call: ApiCall, name: string): boolean | undefined {
  const value = call.body[name];
  return typeof value === 'boolean' ? value : undefined;
}
