// What a provenance says of the run, held against the certificate of who signed it: one may not say what the other does not.
import { isJsonObject } from '../plan/json.ts';
import type { VerifiedStatement } from '../world/sigstore/verify.ts';
import { type AuditedRelease, AuditFailure, expectSame } from './subject.ts';

const buildType = 'https://actions.github.io/buildtypes/workflow/v1';

/**
 * The fields of GitHub's workflow build type (actions.github.io/buildtypes/workflow/v1): builder, repository, workflow,
 * event, commit and run.
 * @throws AuditFailure naming the first that the certificate does not vouch for.
 */
export function expectHonest(
  { predicate, certificate }: Pick<VerifiedStatement, 'predicate' | 'certificate'>,
  { repository, commit }: Pick<AuditedRelease, 'repository' | 'commit'>,
): void {
  const at = (...path: readonly string[]): unknown =>
    path.reduce<unknown>((value, key) => (isJsonObject(value) ? value[key] : undefined), predicate);
  expectSame("the statement's build type", at('buildDefinition', 'buildType'), buildType);
  expectSame("the statement's builder", at('runDetails', 'builder', 'id'), certificate.san);
  const workflow = (key: string): unknown => at('buildDefinition', 'externalParameters', 'workflow', key);
  expectSame("the statement's repository", workflow('repository'), repository.url);
  if (certificate.sourceRepositoryRef !== undefined)
    expectSame("the statement's ref", workflow('ref'), certificate.sourceRepositoryRef);
  if (certificate.buildConfigUri !== undefined) {
    const said = `${String(workflow('repository'))}/${String(workflow('path'))}@${String(workflow('ref'))}`;
    expectSame("the statement's workflow", said, certificate.buildConfigUri);
  }
  const event = at('buildDefinition', 'internalParameters', 'github', 'event_name');
  if (certificate.buildTrigger !== undefined)
    expectSame("the statement's event", event, certificate.buildTrigger);
  if (certificate.runInvocationUri !== undefined)
    expectSame(
      "the statement's run",
      at('runDetails', 'metadata', 'invocationId'),
      certificate.runInvocationUri,
    );
  expectCommit(at('buildDefinition', 'resolvedDependencies'), repository.url, commit);
}

/** At least one dependency is the repository at the commit, and none is the repository at another. */
function expectCommit(dependencies: unknown, url: string, commit: string | undefined): void {
  const own = (Array.isArray(dependencies) ? (dependencies as unknown[]) : []).filter(isJsonObject);
  const commits = own.map(({ uri, digest }) => ({
    uri: String(uri),
    commit: isJsonObject(digest) ? digest['gitCommit'] : undefined,
  }));
  const other = commits.find((one) => one.commit !== undefined && one.commit !== commit);
  if (other)
    throw new AuditFailure(`the statement is of commit ${String(other.commit)}, not ${commit ?? 'any'}`);
  if (
    !commits.some((one) => one.commit === commit && new RegExp(`^git\\+${escaped(url)}(?:@|$)`).test(one.uri))
  )
    throw new AuditFailure(`the statement does not say that it is of ${url} at ${commit ?? 'any commit'}`);
}

function escaped(text: string): string {
  return text.replace(/[^\w/:-]/g, String.raw`\$&`);
}
