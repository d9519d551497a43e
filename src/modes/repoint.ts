// `mode: repoint`: the moving names go back to an earlier release, or forward again, all in one step.
import { FaultsError, ReleaseError } from '../errors.ts';
import { commitSha } from '../plan/brands.ts';
import { type Plan, makePlan } from '../plan/plan.ts';
import type { Image, MovedPointer } from '../plan/artifacts.ts';
import { isStable } from '../plan/version/version.ts';
import { movingIn } from '../audit/pointers.ts';
import type { PointerPolicy } from '../plan/tags/pointers.ts';
import type { AuditedRelease } from '../audit/subject.ts';
import { repointAll } from '../steps/publish/repoint.ts';
import { type Verification, verify } from './verify.ts';
import type { Run } from '../run/run.ts';
import { compact } from '../compact.ts';

export interface Repointed {
  readonly plan: Plan;
  readonly verification: Verification;
  /** What pointed where before; a pointer that was there already is not among them. */
  readonly moved: readonly MovedPointer[];
}

/**
 * Verifies the release of the input `tag`, then makes every pointer that it may name point at it. The way back is the
 * same with the other tag.
 * @throws ReleaseError when the release is a prerelease, or anything about it does not verify; nothing has moved then.
 */
export async function repoint(run: Run): Promise<Repointed> {
  const { inputs, context, steps } = run;
  if (inputs.tag === undefined) {
    throw new ReleaseError('mode: repoint needs the tag of the release to point at', {
      code: 'bad-input',
      hint: `gh release list --repo ${context.repository.fullName}   # then with: { mode: repoint, tag: … }`,
    });
  }
  const verification = await verify(run, { pointers: false });
  const { subject } = verification;
  if (!isStable(subject.version)) {
    throw new ReleaseError(`${subject.tag} is a prerelease: no pointer may name it`, {
      code: 'not-repointed',
      hint: `gh release list --repo ${context.repository.fullName} --exclude-pre-releases   # one of these can be pointed at`,
    });
  }
  if (subject.release.prerelease) {
    throw new ReleaseError(`${subject.tag} is marked as a pre-release on its page: no pointer may name it`, {
      code: 'not-repointed',
      hint: `gh release edit ${subject.tag} --prerelease=false --repo ${context.repository.fullName}   # where it is to be released again`,
    });
  }
  if (verification.honest) requireRecord(subject, context.repository.fullName);
  if (!verification.honest || verification.checks.some(({ state }) => state === 'not-run')) {
    const failed = verification.checks.filter(({ state }) => ['failed', 'not-run'].includes(state));
    throw new ReleaseError(
      `${subject.tag} does not verify, so nothing was pointed at it:\n${failed.map(({ text, detail }) => `${text}: ${detail ?? ''}`).join('\n')}`,
      { code: 'not-repointed', hint: `with: { mode: verify, tag: ${subject.tag} }   # shows every check` },
    );
  }
  // Planned as if it were the only release: then every name of its lines is its own.
  const made = makePlan(
    { ...inputs, pointers: pointersIn(inputs.pointers, subject) },
    context,
    { tags: [subject.tag], commit: commitSha(subject.commit ?? ''), commitTime: 0 },
    subject.version,
  );
  if ('faults' in made) throw new FaultsError(made.faults);
  const { plan } = made;
  steps.enter('publish');
  const moved = await repointAll(
    { plan, world: run.outside, steps },
    inputs,
    await imageOf(run, subject),
    subject.release,
  );
  return { plan, verification, moved };
}

/**
 * What is moved must be proven: the record, the image and each pointer. Of another tool's release nothing is, so that a person
 * moves the names, all of them.
 */
function requireRecord({ manifest, tag, images, release }: AuditedRelease, repository: string): void {
  if (manifest) return;
  const [image] = images;
  const name = image ? `${image.name.name}@${image.digest}` : 'IMAGE@DIGEST';
  throw new ReleaseError(
    `${tag} has no release.json of this action, so nothing about it can be verified and nothing was pointed at it`,
    {
      code: 'not-repointed',
      hint: [
        `docker buildx imagetools create --tag ${image?.name.name ?? 'IMAGE'}:latest ${name}   # by hand, once you know that it is right; so for each tag`,
        `gh release edit ${release.tag} --latest --repo ${repository}`,
      ].join('\n'),
    },
  );
}

/** The prefix that the release's own tags have, and the tags that it has said move. */
function pointersIn(
  given: PointerPolicy,
  { manifest, imageTagPrefix, otherPrefixes }: AuditedRelease,
): PointerPolicy {
  const prefixes = [imageTagPrefix, ...otherPrefixes];
  const moving = [...(given.movingImageTags ?? []), ...(manifest ? movingIn(manifest, prefixes) : [])];
  return { ...given, imageTagPrefix, otherPrefixes, movingImageTags: [...new Set(moving)] };
}

/** The image as the audit has just seen it. */
async function imageOf({ outside }: Run, { images, manifest }: AuditedRelease): Promise<Image | undefined> {
  const [first] = images;
  const index = first && (await outside.registry.manifest(first.name, first.digest));
  if (!first || !index) return undefined;
  return {
    names: images.map(({ name }) => name),
    digest: first.digest,
    mediaType: index.descriptor.mediaType,
    index: index.bytes.toString('utf8'),
    platforms: (manifest?.platforms ?? []).map(({ platform, digest, size }) => {
      const [os = '', architecture = '', variant] = platform.split('/');
      const named = compact({ name: platform, os, architecture, variant });
      return { platform: named, digest, size };
    }),
  };
}
