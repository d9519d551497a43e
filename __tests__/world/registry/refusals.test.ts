import { describe, expect, test } from '@jest/globals';
import { refusal } from '../../../src/world/registry/refusals.ts';
import { isTransient } from '../../../src/world/retry/retry.ts';

const refused = (registry: string, status: number, code: string, message: string) =>
  refusal({ name: `${registry}/team/app`, registry, repository: 'team/app' }, 'PUT manifests/latest', {
    ...{ status, headers: {}, source: 'given' as const },
    body: Buffer.from(JSON.stringify({ errors: [{ code, message, detail: {} }] })),
  });

describe('a registry whose rule lets no tag move is named, with what to do', () => {
  test.each<[string, string, number, string, string]>([
    [
      'O1 Amazon ECR',
      '123456789012.dkr.ecr.eu-central-1.amazonaws.com',
      400,
      'TAG_INVALID',
      "The image tag 'latest' already exists in the 'team/app' repository and cannot be overwritten because the repository is immutable.",
    ],
    [
      'O1 Amazon ECR, by a filter',
      '123456789012.dkr.ecr.eu-central-1.amazonaws.com',
      400,
      'TAG_INVALID',
      "The image tag 'latest' already exists in the 'team/app' repository and cannot be overwritten because the tag is immutable.",
    ],
    [
      'O2 Google Artifact Registry',
      'europe-docker.pkg.dev',
      400,
      'MANIFEST_INVALID',
      'cannot update tag latest. The repository has enabled tag immutability',
    ],
    [
      'O3 Harbor',
      'harbor.example.org',
      412,
      'PRECONDITION',
      "Failed to process request due to 'team/app:latest' configured as immutable.",
    ],
    [
      'O4 Docker Hub, of late',
      'docker.io',
      403,
      'DENIED',
      'requested access to the resource is denied - This tag is already assigned to an image in this repository and cannot be updated due to immutability settings.',
    ],
    ['O19 Quay', 'quay.io', 409, 'TAG_IMMUTABLE', 'tag is immutable and cannot be overwritten'],
    [
      'O6 Azure',
      'octo.azurecr.io',
      405,
      'REGISTRY_DISALLOWED_OPERATION',
      'The operation is disallowed on this registry, repository or image.',
    ],
  ])('%s', (_, registry, status, code, message) => {
    const error = refused(registry, status, code, message);
    expect(error).toMatchObject({ code: 'tag-immutable', status });
    expect(error.message).toContain(message.slice(0, 60));
    expect(error.hint).toContain('with: { floating: none }');
    // Asked again it says the same.
    expect(isTransient(error)).toBe(false);
  });
});

test('where Docker Hub does not say why: whoever may push is told to renew the login, and finds the rule in preflight', () => {
  const error = refused('docker.io', 403, 'DENIED', 'requested access to the resource is denied');
  expect(error).toMatchObject({ code: 'registry-failed', status: 403 });
});

describe('a repository that is not there is told with how it is made', () => {
  test.each([
    [
      'O15 Amazon ECR',
      { name: 'x', registry: '123456789012.dkr.ecr.eu-central-1.amazonaws.com', repository: 'team/app' },
      'aws ecr create-repository --region eu-central-1 --repository-name team/app',
    ],
    [
      'O16 Artifact Registry',
      { name: 'x', registry: 'europe-west1-docker.pkg.dev', repository: 'octo/images/app' },
      'gcloud artifacts repositories create images --project octo --location europe-west1 --repository-format docker',
    ],
    [
      'O20 Harbor',
      { name: 'x', registry: 'harbor.example.org', repository: 'team/app' },
      'harbor.example.org has team',
    ],
  ])('%s', (_, image, hint) => {
    const error = refusal(image, 'POST blobs/uploads/', {
      ...{ status: 404, headers: {}, source: 'login' as const },
      body: Buffer.from('{"errors":[{"code":"NAME_UNKNOWN","message":"The repository does not exist"}]}'),
    });
    expect(error.hint).toContain(hint);
  });
});

describe("what ghcr.io says of the job's token", () => {
  const push = (message: string, source: 'token' | 'given') =>
    refusal(
      { name: 'ghcr.io/octo-org/app', registry: 'ghcr.io', repository: 'octo-org/app' },
      'POST blobs/uploads/',
      {
        ...{ status: 403, headers: {}, source },
        body: Buffer.from(JSON.stringify({ errors: [{ code: 'DENIED', message }] })),
      },
    ).hint;

  test.each([
    [
      'permission_denied: The token provided does not match expected scopes.',
      /^gh secret set RELEASE_TOKEN .* without the scope write:packages/,
    ],
    [
      'permission_denied: installation not allowed to Create organization package',
      /^permissions: \{ packages: write \}.*\n.*organizations\/octo-org\/settings\/packages, "Package creation"/,
    ],
    [
      'permission_denied: installation not allowed to Write organization package',
      /^permissions: \{ packages: write \}.*"Manage Actions access"/,
    ],
    ['permission_denied: write_package', /^permissions: \{ packages: write \}.*"Manage Actions access"/],
  ])('%s', (said, hint) => {
    expect(push(said, 'token')).toMatch(hint);
    // Of other credentials no permission of the job says anything.
    expect(push(said, 'given')).toMatch(/^gh secret set REGISTRY_PASSWORD .* write:packages$/);
  });
});
