// github.com itself: git over HTTP, release pages and release downloads of our repository.
import { createHash } from 'node:crypto';
import { type Handler, bytes, credentialOf, json } from '../core/exchange.ts';
import { may } from '../run.ts';
import type { SignedDownloads } from './assets.ts';
import type { GitHub } from './endpoint.ts';
import { gitHttp } from './git-http.ts';
import { latestRelease } from './latest.ts';

export function webHandler(github: GitHub, downloads: SignedDownloads): Handler {
  const { store, git } = github;
  const published = (tag: string) => store.data.releases.find((r) => !r.draft && r.tag_name === tag);

  return (exchange) => {
    const { pathname } = exchange.url;
    const [, repository = '', rest = ''] = /^\/([^/]+\/[^/]+?)(?:\.git)?(\/.*)?$/.exec(pathname) ?? [];
    if (repository.toLowerCase() !== github.repository.toLowerCase())
      return json(404, { message: 'Not Found' });
    if (github.visibility !== 'public') {
      const known = github.runs().some(({ token }) => token === credentialOf(exchange.headers));
      const challenge = { 'www-authenticate': 'Basic realm="GitHub"' };
      if (!known) return json(401, { message: 'Repository not found.' }, challenge);
    }
    // The first request of a push: GitHub answers it by the token's permission. A push itself is never taken.
    if (rest === '/info/refs' && exchange.url.searchParams.get('service') === 'git-receive-pack') {
      const run = github.runs().find(({ token }) => token === credentialOf(exchange.headers));
      return may(run, 'contents', 'write')
        ? bytes(
            200,
            'application/x-git-receive-pack-advertisement',
            '001f# service=git-receive-pack\n00000000',
          )
        : bytes(403, 'text/plain', 'Write access to repository not granted.\n');
    }
    if (/^\/(info\/refs|git-(upload|receive)-pack)$/.test(rest)) return gitHttp(exchange, git.dir, rest);
    const parts = rest.split('/').map(decodeURIComponent);
    if (parts[1] === 'releases' && parts[2] === 'tag') {
      const release = published(parts.slice(3).join('/'));
      if (release === undefined) return json(404, { message: 'Not Found' });
      const etag = createHash('sha256').update(release.updated_at).digest('hex');
      return {
        status: 200,
        headers: { 'content-type': 'text/html', etag },
        body: `<h1>${release.tag_name}</h1>\n`,
      };
    }
    if (parts[1] === 'releases' && (parts[2] === 'download' || parts[3] === 'download')) {
      const name = parts.at(-1);
      const latest = parts[2] === 'latest';
      const release = latest ? latestRelease(github) : published(parts.slice(3, -1).join('/'));
      const asset = release?.assets.find((a) => a.name === name && a.state === 'uploaded');
      return asset === undefined ? json(404, { message: 'Not Found' }) : downloads.redirect(asset);
    }
    return json(404, { message: 'Not Found' });
  };
}
