// Exchanges of GitHub's API that somebody recorded at GitHub, and what the stand-in has in common with them; the tests and docs/reality.md are made of it.

export interface Agreement {
  /** A scenario of `@octokit/fixtures`. */
  readonly scenario: string;
  readonly request: string;
  readonly agrees: string;
}

export const agreements: readonly Agreement[] = [
  {
    scenario: 'release-assets',
    request: 'GET …/releases/tags/{tag}',
    agrees: '200, every property of a release',
  },
  {
    scenario: 'release-assets',
    request: 'POST …/releases/{id}/assets',
    agrees: '201, every property of an asset',
  },
  { scenario: 'release-assets', request: 'GET …/releases/{id}/assets', agrees: '200, a list of assets' },
  {
    scenario: 'release-assets',
    request: 'GET …/releases/assets/{id}',
    agrees: '200, every property of an asset',
  },
  { scenario: 'release-assets', request: 'PATCH …/releases/assets/{id}', agrees: '200, new name and label' },
  { scenario: 'release-assets', request: 'DELETE …/releases/assets/{id}', agrees: '204, no body' },
  {
    scenario: 'release-assets-conflict',
    request: 'POST …/releases/{id}/assets',
    agrees: '422 `Validation Failed`, and the same entry of `errors`: resource, code, field',
  },
  {
    scenario: 'errors',
    request: 'POST …',
    agrees: 'the form of a 422: `message`, `errors`, `documentation_url`',
  },
  {
    scenario: 'paginate-issues',
    request: 'GET …?per_page=3',
    agrees: 'the relations of `Link` on the first, a middle and the last page',
  },
  { scenario: 'git-refs', request: 'POST …/git/refs', agrees: '201, every property of a ref' },
  {
    scenario: 'get-content',
    request: 'GET …/contents/',
    agrees: '200, every property of an entry of a directory',
  },
];
