// What a registry's refusal means to a person, and what to do about it.
import { compact } from '../../compact.ts';
import { ReleaseError } from '../../errors.ts';
import { type ImageName, isGhcr } from '../../plan/oci/image-name.ts';
import { HttpError, TransientError } from '../retry/retry.ts';
import { credentialsHint } from './auth.ts';
import type { Answer } from './client.ts';

/** How registries say that a rule of theirs lets no tag move (O1 to O6 and O19 in docs/reality.md), by words or by a code. */
const immutable =
  /repository is immutable|tag is immutable|enabled tag immutability|configured as immutable|due to immutability settings|REGISTRY_DISALLOWED_OPERATION|TAG_IMMUTABLE/i;

export function refusal(image: ImageName, what: string, answer: Answer): HttpError {
  const denied = answer.status === 401 || answer.status === 403;
  const isImmutable = immutable.test(answer.body.subarray(0, 4096).toString());
  const said = /"message"\s*:\s*"([^"\\]{1,200})"/.exec(answer.body.subarray(0, 4096).toString())?.[1];
  return new HttpError(
    `${image.registry} answered ${answer.status} to ${what} of ${image.repository}${said === undefined ? '' : ` (${said})`}`,
    compact({
      status: answer.status,
      code: isImmutable ? 'tag-immutable' : undefined,
      hint: isImmutable
        ? immutableHint(image)
        : answer.status === 404
          ? missingHint(image)
          : denied
            ? pushHint(image, answer.source, said)
            : 'See what the registry says of this repository, then run the workflow again.',
    }),
  );
}

/**
 * A refusal to take what was sent, for whoever looks again. Of two runs that send the same bytes at once the later one may be
 * told that its own did not arrive whole: sent again, they are there (as of blobs, world/docker/buildkit-failure.ts).
 */
export function putRefusal(image: ImageName, what: string, answer: Answer): ReleaseError {
  const error = refusal(image, what, answer);
  const isLost = /did not match uploaded content|DIGEST_INVALID/i.test(
    answer.body.subarray(0, 4096).toString(),
  );
  return isLost ? new TransientError(error.message, { hint: error.hint }) : error;
}

function immutableHint({ name }: ImageName): string {
  return `with: { floating: none }   # or let the rule of ${name} take in releases alone: docs/registries.md`;
}

/** How a repository is made where none is made by the first push (O15, O16, O20 in docs/reality.md). */
function missingHint({ registry, repository }: ImageName): string {
  const region = /\.ecr[^.]*\.([a-z0-9-]+)\.amazonaws\.com/.exec(registry)?.[1];
  if (region !== undefined)
    return `aws ecr create-repository --region ${region} --repository-name ${repository}   # once: a push makes none`;
  const location = /^([a-z0-9-]+)-docker\.pkg\.dev$/.exec(registry)?.[1];
  const [project = '', name = ''] = repository.split('/');
  if (location !== undefined && !project.includes('.'))
    return `gcloud artifacts repositories create ${name} --project ${project} --location ${location} --repository-format docker`;
  return `See that ${registry} has ${project}, and that a push may make ${repository} there; or make it first.`;
}

/** What lets a job push to this registry. */
function pushHint(image: ImageName, source: Answer['source'], said = ''): string {
  if (source === 'given' || source === 'login') return credentialsHint(image, source);
  // "The token provided does not match expected scopes" (daltoniam/switchboard#139).
  if (isGhcr(image) && /expected scopes/i.test(said))
    return 'gh secret set RELEASE_TOKEN   # github-token is one of your own without the scope write:packages: give it that, or leave github-token out, for the token of the job';
  // What an organization allows no permission of a job replaces (docker/build-push-action#606, open-policy-agent/gatekeeper#3697).
  if (isGhcr(image) && /not allowed to create organization package/i.test(said))
    return [
      'permissions: { packages: write }   # for the job or the workflow',
      `# and where it has that: https://github.com/organizations/${image.repository.split('/')[0] ?? ''}/settings/packages, "Package creation"; the token of a GitHub App makes no package`,
    ].join('\n');
  return isGhcr(image)
    ? 'permissions: { packages: write }   # and the package must give this repository write access: its settings, "Manage Actions access"'
    : 'with: { registry-username: …, registry-password: "${{ secrets.REGISTRY_PASSWORD }}" }';
}

export function swapped(image: ImageName, wanted: string, got: string): ReleaseError {
  return new ReleaseError(`${image.name} gave ${got} where ${wanted} was asked for`, {
    hint: 'Do not trust this registry or what stands between it and the runner until this is understood.',
  });
}
