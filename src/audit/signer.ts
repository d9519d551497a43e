// Who may have signed a release: the workflow that released it, in a run on its tag; never one that a pull request starts.
import type { CertificateClaims } from '../world/sigstore/certificate.ts';
import { type AuditedRelease, AuditFailure } from './subject.ts';
import { compact } from '../compact.ts';

export type Audited = Pick<AuditedRelease, 'repository' | 'manifest' | 'commit' | 'tag'> & {
  readonly inputs: Pick<AuditedRelease['inputs'], 'signerWorkflow'>;
};

/** The workflow that is expected to have signed, as the input names it. */
interface Expected {
  /** `owner/name/.github/workflows/release.yml` */
  readonly file: string;
  /** As given: `main`, `v1`, or a whole ref. */
  readonly ref?: string;
}

/**
 * Holds a verified certificate against the release. Its claims are what GitHub says of the run (Fulcio, oid-info.md): the
 * repository and commit, the ref that the run was on, the workflow that began it, and the one that signed, which may be a
 * reusable workflow of another repository.
 * @throws AuditFailure naming the first thing that is not so.
 */
export function expectSigner(claims: CertificateClaims, subject: Audited): void {
  const { repository, commit, tag } = subject;
  const { san, sourceRepositoryUri: uri, sourceRepositoryDigest: signed, buildTrigger: event } = claims;
  if (uri !== repository.url)
    throw new AuditFailure(`a run of ${uri ?? 'no repository'} signed it, not of ${repository.url}`);
  if (commit === undefined || signed !== commit)
    throw new AuditFailure(
      `a run on commit ${signed ?? 'unknown'} signed it; the tag is ${commit ?? 'gone'}`,
    );
  if (event?.startsWith('pull_request') === true)
    throw new AuditFailure(`a run for ${event} signed it, which may hold what nobody has merged`);
  const expected = expectedOf(subject);
  if (expected) expectWorkflow(san, expected, repository.serverUrl);
  const own = `${repository.url}/`;
  // A workflow of this repository that is named with its ref may have been started there, on the tag's commit.
  const elsewhere = expected?.ref !== undefined && san.startsWith(own) ? refOf(san) : undefined;
  const ref = elsewhere ?? `refs/tags/${tag}`;
  const on = claims.sourceRepositoryRef ?? (san.startsWith(own) ? refOf(san) : undefined);
  if (on !== ref) throw new AuditFailure(`a run on ${on ?? 'no ref'} signed it, not on ${ref}`);
  const began = claims.buildConfigUri ?? (san.startsWith(own) ? san : undefined);
  if (began === undefined || !began.startsWith(own) || refOf(began) !== ref)
    throw new AuditFailure(
      `a run of ${began ?? 'an unknown workflow'} signed it, not of one of this repository on ${ref}`,
    );
}

function expectedOf({ inputs, repository }: Audited): Expected | undefined {
  const text = inputs.signerWorkflow;
  if (text === undefined) return undefined;
  const [path = '', ...rest] = text.replace(`${repository.serverUrl}/`, '').replace(/^\.\//, '').split('@');
  const inRepository = path.includes('/') ? path : `.github/workflows/${path}`;
  const file = inRepository.startsWith('.github/') ? `${repository.fullName}/${inRepository}` : inRepository;
  return compact({ file, ref: rest.length === 0 ? undefined : rest.join('@') });
}

function expectWorkflow(san: string, { file, ref }: Expected, serverUrl: string): void {
  const [signed = ''] = san.split('@');
  if (signed.toLowerCase() !== `${serverUrl}/${file}`.toLowerCase())
    throw new AuditFailure(`${san} signed it, not the workflow ${file}`);
  const at = refOf(san);
  if (ref !== undefined && ![ref, `refs/heads/${ref}`, `refs/tags/${ref}`].includes(at ?? ''))
    throw new AuditFailure(`${san} signed it, not ${file}@${ref}`);
}

/** What stands behind the `@` of a workflow's URI. */
function refOf(uri: string): string | undefined {
  const at = uri.indexOf('@');
  return at < 0 ? undefined : uri.slice(at + 1);
}
