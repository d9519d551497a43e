// api.github.com and uploads.github.com: who may ask, what the contract says of question and answer.
import { randomUUID } from 'node:crypto';
import { type Contract } from '../contract/contract.ts';
import type { Match } from '../contract/description.ts';
import type { OperationId } from '../contract/operations.ts';
import { type Exchange, type Handler, HttpError, type Reply, credentialOf } from '../core/exchange.ts';
import { type Run, may } from '../run.ts';
import { type Endpoint, type Endpoints, type GitHub, notFound, refusal } from './endpoint.ts';
import { graphql } from './graphql.ts';

const UPLOAD = 'repos/upload-release-asset';

export interface ApiOptions {
  readonly github: GitHub;
  readonly endpoints: Endpoints;
  readonly contract: Contract;
  readonly violation: (text: string) => void;
}

/** GitHub's words for a body that does not fit. */
const unprocessable = (faults: readonly string[]) => refusal(422, `Invalid request.\n\n${faults.join('\n')}`);

/** The caller behind the token; a token that nobody has is refused. */
function callerOf(github: GitHub, exchange: Exchange): Run | undefined {
  const credential = credentialOf(exchange.headers);
  if (credential === undefined) {
    if (exchange.headers.authorization === undefined) return undefined;
    throw refusal(401, 'Bad credentials');
  }
  const run = github.runs().find(({ token }) => token === credential);
  if (run === undefined) throw refusal(401, 'Bad credentials');
  return run;
}

function authorise(github: GitHub, match: Match, endpoint: Endpoint, caller: Run | undefined): void {
  const { owner, repo } = match.parameters;
  const other =
    owner !== undefined &&
    repo !== undefined &&
    `${owner}/${repo}`.toLowerCase() !== github.repository.toLowerCase();
  const { id } = match.operation;
  const scope =
    endpoint.needs?.[0] ??
    (id.includes('attestation')
      ? 'attestations'
      : id.includes('status')
        ? 'statuses'
        : ((/^(actions|checks)\//.exec(id)?.[1] as 'actions' | 'checks' | undefined) ?? 'contents'));
  const hidden = github.visibility !== 'public' && repo !== undefined && id !== 'repos/get';
  if (other || (hidden && caller === undefined)) throw notFound();
  // A job's token knows its own repository, so what it may not read there is no secret: 403 (H13 in docs/reality.md).
  if (hidden && !may(caller, scope, 'read'))
    throw refusal(403, 'Resource not accessible by integration', {}, accepted([scope, 'read']));
  if (endpoint.needs === undefined || may(caller, ...endpoint.needs)) return;
  if (caller === undefined) throw refusal(401, 'Requires authentication');
  throw refusal(403, 'Resource not accessible by integration', {}, accepted(endpoint.needs));
}

const accepted = (needs: readonly string[]) => ({
  'x-accepted-github-permissions': needs.join('=').replaceAll('-', '_'),
});

/** Lets one change finish before the next begins, as GitHub's database does. */
class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(change: () => T | Promise<T>): Promise<T> {
    const mine = this.#last.then(change);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}

export function apiHandler({ github, endpoints, contract, violation }: ApiOptions): Handler {
  const turns = new Turns();
  let used = 0;

  async function answer(exchange: Exchange, match: Match, where: string): Promise<Reply> {
    const { id } = match.operation;
    const endpoint = endpoints[id as OperationId];
    const upload = id === UPLOAD;
    if (endpoint === undefined || upload !== (exchange.host === 'uploads.github.com')) throw notFound();
    const caller = callerOf(github, exchange);
    const bodyFirst = id === 'repos/create-attestation' && github.attestationsLookAt === 'body';
    if (!bodyFirst) authorise(github, match, endpoint, caller);
    const { url, headers } = exchange;
    const body = upload ? undefined : await exchange.body();
    const type = headers['content-type'] ?? '';
    const [asked, sent] = [contract.parameters(match, url.searchParams), contract.body(match, type, body)];
    const faults = [...asked, ...sent];
    // An empty body is how a client asks "might I?" without doing anything: refused, but no mistake.
    const question = body !== undefined && /^\s*(\{\s*\})?\s*$/.test(body.toString());
    for (const fault of question ? asked : faults) violation(`${where}: request: ${fault}`);
    if (faults.length > 0 && exchange.method !== 'GET') throw unprocessable(faults);
    if (bodyFirst) authorise(github, match, endpoint, caller);
    const text = body?.toString() ?? '';
    const parsed = text === '' ? {} : (JSON.parse(text) as Readonly<Record<string, unknown>>);
    const call = { exchange, path: match.parameters, query: url.searchParams, caller, body: parsed };
    // Uploads may take long and are checked before they begin: they do not wait for each other.
    if (exchange.method === 'GET' || upload) return endpoint.handle(call);
    return turns.take(() => endpoint.handle(call));
  }

  return async (exchange) => {
    const { url, method } = exchange;
    if (url.pathname === '/graphql') return graphql(github, exchange);
    const where = `${method} ${exchange.host}${url.pathname}`;
    const match = contract.description.find(method, url.pathname);
    let reply: Reply;
    try {
      if (match === undefined) {
        violation(`${where}: no such operation in the rehearsal's OpenAPI description`);
        throw notFound();
      }
      reply = await answer(exchange, match, where);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      reply = error.reply;
    }
    const type = reply.headers?.['content-type'] ?? '';
    if (match !== undefined && typeof type === 'string') {
      const text = typeof reply.body === 'string' ? reply.body : '';
      const faults = contract.response(match, reply.status, type, text);
      for (const fault of faults) violation(`${where}: response ${reply.status}: ${fault}`);
    }
    used += 1;
    const limits = {
      'x-github-api-version-selected': '2022-11-28',
      'x-github-media-type': 'github.v3; format=json',
      'x-github-request-id': randomUUID(),
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': String(Math.max(1, 5000 - used)),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600),
      'x-ratelimit-resource': 'core',
    };
    return { ...reply, headers: { ...limits, ...reply.headers } };
  };
}
