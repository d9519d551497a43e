// Who vouches for a GitHub's workflows.

/** The issuer of GitHub's OIDC tokens (docs.github.com, "OpenID Connect reference"; on GitHub Enterprise Server a service of its own). */
export function issuerOf(serverUrl: string): string {
  return serverUrl === 'https://github.com'
    ? 'https://token.actions.githubusercontent.com'
    : `${serverUrl}/_services/token`;
}

/** A workflow of any repository of this GitHub, as a certificate names it. */
export function anyWorkflowOf(serverUrl: string): RegExp {
  const server = serverUrl.replace(/[^\w/:-]/g, String.raw`\$&`);
  return new RegExp(`^${server}/[^/]+/[^/]+/\\.github/workflows/`);
}
