// Directories of a revision as the REST API shows them.
import { json } from '../core/exchange.ts';
import { API, type Endpoints, type GitHub, notFound } from './endpoint.ts';

/** The endpoint for contents; files are left to Git. */
export function contentEndpoints({ git, repository }: GitHub): Endpoints {
  const entry = (line: string, folder: string, ref: string): object => {
    const [head = '', name = ''] = line.split('\t');
    const [mode = '', kind = '', sha = '', size = '-'] = head.split(/\s+/);
    const path = folder === '' ? name : `${folder}/${name}`;
    const type =
      kind === 'tree' ? 'dir' : kind === 'commit' ? 'submodule' : mode === '120000' ? 'symlink' : 'file';
    const url = `${API}/repos/${repository}/contents/${path}?ref=${ref}`;
    const html = `https://github.com/${repository}/${kind === 'tree' ? 'tree' : 'blob'}/${ref}/${path}`;
    const gitUrl = `${API}/repos/${repository}/git/${kind}s/${sha}`;
    const raw = `https://raw.githubusercontent.com/${repository}/${ref}/${path}`;
    return {
      ...{ name, path, sha, size: size === '-' ? 0 : Number(size), url, html_url: html, git_url: gitUrl },
      ...{ download_url: kind === 'blob' ? raw : null, type },
      _links: { self: url, git: gitUrl, html },
    };
  };
  return {
    'repos/get-content': {
      handle: async ({ path, query }) => {
        const folder = (path['path'] ?? '').replace(/^\/|\/$/g, '');
        const ref = query.get('ref') ?? (await git.defaultBranch());
        const commit = await git.commitOf(ref);
        if (commit === undefined) throw notFound();
        const text = await git
          .run('ls-tree', '-l', `${commit}:${folder}`)
          .catch(() => Promise.reject(notFound()));
        const lines = text.split('\n').filter((line) => line !== '');
        return json(
          200,
          lines.map((line) => entry(line, folder, ref)),
        );
      },
    },
  };
}
