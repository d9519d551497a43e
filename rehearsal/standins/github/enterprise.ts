// A GitHub Enterprise Server (O11 to O13 in docs/reality.md): one host with the pages, the API below /api/v3 and uploads below
// /api/uploads, and a registry beside it. What it lacks is not there.
import { DOWNLOAD_HOST } from './assets.ts';
import { type Exchange, type Handler, type Reply, json } from '../core/exchange.ts';

/** Those of github.com, which do the work. */
interface GitHubHandlers {
  readonly api: Handler;
  readonly web: Handler;
  readonly registry: Handler;
  /** Where assets are downloaded from. */
  readonly downloads: Handler;
}

/** Parts of the API that github.com alone has. */
const LACKS = /\/attestations\b|\/artifacts\/metadata\b|\/immutable-releases\b/;

/** Host → handler, for a server of this name. */
export function enterpriseHandlers(
  server: string,
  { api, web, registry, downloads }: GitHubHandlers,
): Readonly<Record<string, Handler>> {
  const own = (text: string): string =>
    text
      .replaceAll('https://api.github.com/graphql', `https://${server}/api/graphql`)
      .replaceAll('https://api.github.com', `https://${server}/api/v3`)
      .replaceAll('https://uploads.github.com', `https://${server}/api/uploads`)
      .replaceAll('https://github.com', `https://${server}`)
      .replaceAll(`https://${DOWNLOAD_HOST}`, `https://media.${server}`)
      .replaceAll('https://ghcr.io', `https://containers.${server}`);
  const renamed = (reply: Reply): Reply => ({
    ...reply,
    headers: Object.fromEntries(
      Object.entries(reply.headers ?? {}).map(([key, value]) => [
        key,
        typeof value === 'string' ? own(value) : value.map(own),
      ]),
    ),
    ...(typeof reply.body === 'string' ? { body: own(reply.body) } : {}),
  });
  /** The same question, as github.com's hosts are asked it. */
  const as = (exchange: Exchange, host: string, path = exchange.url.pathname): Exchange => ({
    ...exchange,
    host,
    url: new URL(`https://${host}${path}${exchange.url.search}`),
  });
  return {
    [server]: async (exchange) => {
      const [, kind, rest = ''] = /^\/api\/(v3|uploads|graphql)(\/.*)?$/.exec(exchange.url.pathname) ?? [];
      if (kind === undefined) return renamed(await web(as(exchange, 'github.com')));
      if (LACKS.test(rest)) return json(404, { message: 'Not Found' });
      if (kind === 'graphql') return renamed(await api(as(exchange, 'api.github.com', '/graphql')));
      const host = kind === 'v3' ? 'api.github.com' : 'uploads.github.com';
      return renamed(await api(as(exchange, host, rest)));
    },
    [`media.${server}`]: async (exchange) => renamed(await downloads(as(exchange, DOWNLOAD_HOST))),
    [`containers.${server}`]: async (exchange) => renamed(await registry(as(exchange, 'ghcr.io'))),
  };
}

/** What the runner tells a job on such a server. */
export function enterpriseVariables(server: string): Readonly<Record<string, string>> {
  return {
    GITHUB_SERVER_URL: `https://${server}`,
    GITHUB_API_URL: `https://${server}/api/v3`,
    GITHUB_GRAPHQL_URL: `https://${server}/api/graphql`,
  };
}
