// release.json judged field by field: nothing in it is believed that something else does not say too.
import { compact } from '../compact.ts';
import { recordName } from '../plan/asset-names.ts';
import { type PointerPolicy, type Pointer, planPointers } from '../plan/tags/pointers.ts';
import { type ReleaseRecord, recordSchema } from '../plan/record/release-record.ts';
import { prereleaseByInput, prereleaseByPage } from '../plan/tags/marks.ts';
import { type Version, parseTag } from '../plan/version/version.ts';
import { commitSha } from '../plan/brands.ts';
import type { CheckReport } from '../report/model.ts';
import type { VerifiedSignature } from '../world/sigstore/verify.ts';
import { movingIn } from './pointers.ts';
import { coveringRun } from './record-cover.ts';
import { type AuditWorld, type AuditedRelease, AuditFailure, check, expectSame } from './subject.ts';

const byKey =
  'with: { mode: verify, sign: key, cosign-key: "${{ vars.COSIGN_PUB }}" }   # the public key, from elsewhere';

/** `signer` is who signed the provenance or the index, where that was found out. */
export async function auditRecord(
  manifest: ReleaseRecord,
  subject: AuditedRelease,
  world: AuditWorld,
  signer: VerifiedSignature | undefined,
): Promise<readonly CheckReport[]> {
  const { tag, version, repository } = subject;
  const field = (name: string, work: () => Promise<string> | string): Promise<CheckReport> =>
    check(`${recordName}: ${name}`, [], work);
  const same = (name: string, actual: unknown, expected: unknown): Promise<CheckReport> =>
    field(name, () => {
      expectSame('it', actual, expected);
      return String(actual);
    });
  const tags = await world.github.tagNames(`${subject.inputs.tagPrefix}v`);
  return Promise.all([
    same('schema', manifest.schema, recordSchema),
    same('version', manifest.version, version.text),
    same('tag', manifest.tag, tag),
    same('commit', manifest.commit, subject.commit),
    same('repository', manifest.repository, repository.fullName),
    field('run', () => run(manifest, subject, world, signer)),
    field('images', () => {
      const [first] = subject.images;
      if (!first || subject.images.length !== manifest.images.length)
        throw new AuditFailure('not all are image names');
      for (const { digest, tags: own } of subject.images) {
        expectSame('their digest', digest, first.digest);
        expectSame('their tags', own, first.tags);
      }
      return manifest.images.map(({ name }) => name).join(', ');
    }),
    field('pointers', () => pointers(manifest, version, subject, tags)),
    field('signature', () => {
      const { signature } = manifest;
      if (!signature) return 'none';
      if (signature.publicKey !== undefined) {
        if (subject.inputs.sign === 'keyless')
          throw new AuditFailure(`a key signed, and the workflow's own identity is asked for; ${byKey}`);
        return `by the key ${signature.publicKey}`;
      }
      if (!signer) throw new AuditFailure('nothing shows who signed');
      expectSame('its issuer', signature.issuer, signer.certificate.issuer);
      expectSame('its identity', signature.identity, signer.certificate.san);
      return signer.certificate.san;
    }),
    field('attestations', () => attestations(manifest, subject)),
    field('tools', () => tools(manifest)),
  ]);
}

/** The run that wrote the record: the one that signed, or another of the same commit that GitHub knows. */
async function run(
  manifest: ReleaseRecord,
  subject: AuditedRelease,
  world: AuditWorld,
  signer: VerifiedSignature | undefined,
): Promise<string> {
  const { repository, commit } = subject;
  const signed = [signer?.certificate.runInvocationUri, coveringRun(subject, world)];
  if (signed.includes(manifest.run)) return `${manifest.run}, which signed`;
  const lead = `${repository.url}/actions/runs/`;
  const rest = manifest.run.startsWith(lead) ? manifest.run.slice(lead.length) : '';
  const id = /^(\d+)\/attempts\/\d+$/.exec(rest)?.[1];
  if (id === undefined) throw new AuditFailure(`${manifest.run} is no run of ${repository.fullName}`);
  const of = await world.records.runCommit(Number(id));
  if (of === undefined) throw new AuditFailure(`${manifest.run} signed nothing, and GitHub does not know it`);
  expectSame('its commit', of, commit);
  return `${manifest.run}, of the same commit`;
}

/**
 * Each pointer is one of this version's, and the reason given is one that its decision has: it is planned again, with
 * the release that is said to hold it.
 */
function pointers(
  manifest: ReleaseRecord,
  version: Version,
  subject: AuditedRelease,
  tags: readonly string[],
): string {
  const { inputs, imageTagPrefix, otherPrefixes } = subject;
  const prefixes = [imageTagPrefix, ...otherPrefixes];
  for (const said of manifest.pointers) {
    const holder = /^(\S+) is higher$/.exec(said.why)?.[1];
    if (holder !== undefined && !tags.includes(holder))
      throw new AuditFailure(`${said.name}: there is no ${holder}`);
    const known = holder === undefined ? undefined : parseTag(holder, inputs.tagPrefix);
    const possible = allPolicies(inputs.pointers, prefixes, movingIn(manifest, prefixes)).flatMap(
      (policy) =>
        planPointers(version, known ? [known.tag] : [], policy, commitSha(manifest.commit)).floating,
    );
    const to = { image: subject.images[0]?.digest, git: subject.commit, 'github-latest': subject.tag }[
      said.kind
    ];
    if (said.to !== undefined && said.to !== to) {
      throw new AuditFailure(
        `${said.kind} ${said.name} was to name ${said.to}, and this release is ${to ?? 'nothing'}`,
      );
    }
    if (!possible.some((one) => agrees(one, said))) {
      throw new AuditFailure(
        `${said.kind} ${said.name} ${said.moves ? 'moves' : 'stays'} because "${said.why}": not by any rule`,
      );
    }
  }
  const names = manifest.pointers.map(({ kind, name }) => `${kind} ${name}`);
  if (new Set(names).size !== names.length) throw new AuditFailure('a pointer stands there twice');
  if (!names.includes('github-latest latest')) throw new AuditFailure("GitHub's mark is not among them");
  return (
    manifest.pointers
      .filter(({ moves }) => moves)
      .map(({ name }) => name)
      .join(', ') || 'none moved'
  );
}

function agrees(one: Pointer, said: ReleaseRecord['pointers'][number]): boolean {
  return one.kind === said.kind && one.name === said.name && one.moves === said.moves && one.why === said.why;
}

/** Every pointer that a workflow can ask for, under each rule of `latest`, of `make-latest` and of prereleases. */
function allPolicies(
  given: PointerPolicy,
  [imageTagPrefix = '', ...otherPrefixes]: readonly string[],
  movingImageTags: readonly string[],
): readonly Parameters<typeof planPointers>[2][] {
  const marks = ['auto', 'true', 'false'] as const;
  const stays = [{}, { stays: prereleaseByInput }, { stays: prereleaseByPage }];
  const rules = (['release', 'branch', 'never'] as const).flatMap((latest) =>
    marks.flatMap((makeLatest) => stays.map((why) => ({ latest, makeLatest, ...why }))),
  );
  const all = rules.flatMap((rule) =>
    [true as const, undefined].map((majorZero) => ({ ...rule, majorZero })),
  );
  return all.map((rule) =>
    compact({
      ...given,
      movingImageTags,
      ...rule,
      ...{ imageTagPrefix, otherPrefixes },
      extraImageTags: [],
      floating: ['minor', 'major', 'latest'],
      gitTags: ['minor', 'major'],
    }),
  );
}

/** What the record says is attested has its bundle among the assets, and its page, where it has one, in this repository. */
function attestations(
  { provenance, sboms, gate }: ReleaseRecord,
  { files, repository }: AuditedRelease,
): string {
  const all = [...(provenance ? [provenance] : []), ...sboms, ...(gate ? [gate] : [])];
  for (const { asset, url } of all) {
    if (!files.some(({ name }) => name === asset)) throw new AuditFailure(`${asset} is not there`);
    if (url !== undefined && !url.startsWith(`${repository.url}/attestations`)) {
      throw new AuditFailure(`${url} is not of ${repository.fullName}`);
    }
  }
  return all.map(({ asset }) => asset).join(', ') || 'none';
}

function tools({ tools: said }: ReleaseRecord): string {
  const list = Object.entries(said);
  const odd = list.filter(
    ([name, version]) => !/^[a-z-]+$/.test(name) || !/^\d+\.\d+\.\d+\S*$/.test(version),
  );
  if (list.length === 0 || odd.length > 0)
    throw new AuditFailure(`no versions: ${odd.map(([name]) => name).join(', ')}`);
  return list.map(([name, version]) => `${name} ${version}`).join(', ');
}
