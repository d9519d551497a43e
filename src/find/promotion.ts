// What `from` names, judged before anything is made: it is there and whole, has the platforms, and was built by this repository.
import { type Fault, ReleaseError } from '../errors.ts';
import type { Digest } from '../plan/brands.ts';
import type { Image, PlatformImage } from '../plan/artifacts.ts';
import type { Inputs } from '../plan/inputs/inputs.ts';
import { pullSize } from '../plan/oci/manifest.ts';
import { type Plan, firstName } from '../plan/plan.ts';
import {
  type Promoted,
  demandedPlatforms,
  fewerPlatforms,
  fromText,
  idleInputs,
  versionSaid,
} from '../plan/promoted.ts';
import { compact } from '../compact.ts';
import type { Log } from '../run/step.ts';
import type { RemoteWorld } from '../world/world.ts';
import type { Manifest } from '../world/registry/registry.ts';
import { isTransient } from '../world/retry/retry.ts';
import { type Proving, findBuild } from './built-by.ts';
import { takenTag } from './taken-tag.ts';
import { type ImageSource, openSource } from './image-source.ts';
import { readIndex, readPart, versionIn } from './whole-image.ts';

/** An image that will be released as it is. */
export interface Promotion {
  readonly promoted: Promoted;
  readonly image: Omit<Image, 'names'>;
  readonly source: ImageSource;
  /** What the index names, platforms and all else that stands beside them. */
  readonly manifests: readonly Manifest[];
  /** The provenance of the build, as its Sigstore bundle's text. */
  readonly bundle?: string;
  readonly warnings: readonly string[];
}

export interface Promoting {
  readonly plan: Plan;
  readonly inputs: Pick<Inputs, 'from' | 'platforms' | 'build' | 'builderNodes' | 'tagPrefix'>;
  readonly outside: Pick<RemoteWorld, 'registry' | 'github'>;
  readonly trust: Proving['trust'];
  readonly workspace: string;
}

/** `undefined` without `from`; otherwise the image, or everything that is wrong with it. */
export async function findPromotion(
  promoting: Promoting,
  log: Log,
): Promise<Promotion | { readonly faults: readonly Fault[] } | undefined> {
  const { plan, inputs, outside, workspace } = promoting;
  const { from } = inputs;
  if (from === undefined) return undefined;
  try {
    const source = await openSource(from, firstName(plan), { registry: outside.registry, workspace });
    return await judge(promoting, source, log);
  } catch (error) {
    if (!(error instanceof ReleaseError) || isTransient(error)) throw error;
    return { faults: [{ code: error.code ?? 'not-promotable', message: error.message, hint: error.hint }] };
  }
}

async function judge(
  { plan, inputs, outside, trust }: Promoting,
  source: ImageSource,
  log: Log,
): Promise<Promotion | { readonly faults: readonly Fault[] }> {
  const text = inputs.from && fromText(inputs.from, firstName(plan).name);
  if (inputs.from === undefined || text === undefined) throw new TypeError('nothing to promote');
  const { parts, index, digest, mediaType } = await readIndex(source, plan);
  const images = await Promise.all(
    parts.map(async ({ manifest, platform }) => ({
      manifest,
      ...(await readPart(source, manifest, platform)),
    })),
  );
  const platforms = images.flatMap(({ manifest, platform }): PlatformImage[] =>
    platform === undefined
      ? []
      : [{ platform, digest: manifest.descriptor.digest, size: pullSize(manifest.bytes) }],
  );
  const missing = demandedPlatforms(inputs).filter(
    ({ name }) => !platforms.some(({ platform }) => platform.name === name),
  );
  const said = versionSaid(
    new Map([
      ...versionIn(index, 'index'),
      ...images.flatMap(({ platform, said: words }) =>
        platform === undefined
          ? []
          : words.map(([place, value]) => [`${place} of ${platform.name}`, value] as const),
      ),
    ]),
    plan.version,
    inputs.tagPrefix,
  );
  const proof =
    inputs.from.kind === 'layout' || source.name === undefined
      ? undefined
      : await findBuild(
          { plan, ...outside, trust },
          source.name,
          source.top[0]?.descriptor.digest ?? digest,
          log,
        );
  const faults: readonly Fault[] = [
    ...(platforms.length === 0
      ? [faultOf(`${text} has no image of any platform`, 'Name the digest of the index that was built.')]
      : []),
    ...(missing.length === 0
      ? []
      : [
          faultOf(
            `${text} has no ${missing.map(({ name }) => name).join(', ')}; it has ${platforms.map(({ platform }) => platform.name).join(', ')}`,
            `with: { platforms: '${platforms.map(({ platform }) => platform.name).join(',')}' }   # or build the image for all of them`,
          ),
        ]),
    ...(proof !== undefined && 'refused' in proof ? [unproven(text, proof.refused, plan)] : []),
    ...said.faults,
    // A layout need not come out the same twice: where the tag names one already, that one is looked at.
    ...(inputs.from.kind === 'layout' ? [] : await tagsOfOthers(plan, digest, outside.registry)),
  ];
  if (faults.length > 0) return { faults };
  const build = proof !== undefined && 'built' in proof ? proof : undefined;
  return compact({
    promoted: compact({ from: text, digest, built: build?.built }),
    image: { digest, mediaType, index, platforms },
    source,
    manifests: parts.map(({ manifest }) => manifest),
    bundle: build?.bundle,
    warnings: [
      ...said.warnings,
      ...(demandedPlatforms(inputs).length === 0
        ? fewerPlatforms(platforms.map(({ platform }) => platform))
        : []),
      ...idleInputs(inputs),
    ],
  });
}

/** The release's own tag that names another image already: it is never moved. */
async function tagsOfOthers(
  plan: Plan,
  digest: Digest,
  registry: Pick<RemoteWorld['registry'], 'head'>,
): Promise<readonly Fault[]> {
  const heads = await Promise.all(plan.images.map((name) => registry.head(name, plan.pointers.exact)));
  return plan.images.flatMap((name, at) => {
    const there = heads[at]?.digest;
    if (there === undefined || there === digest) return [];
    return [takenTag(plan, `${name.name}:${plan.pointers.exact}`, there, `from names ${digest}`)];
  });
}

function faultOf(message: string, hint: string): Fault {
  return { code: 'not-promotable', message: `from: ${message}`, hint };
}

function unproven(text: string, refused: readonly string[], plan: Plan): Fault {
  const { commit, tag } = plan;
  const other = refused.map((why) => /built from commit ([0-9a-f]{40,64})/.exec(why)?.[1]).find(Boolean);
  if (refused.length === 0)
    return faultOf(
      `${text} has no provenance, in the registry or at GitHub: nothing says who built it`,
      `- uses: org/release-action@v1   # in the workflow of main, with: { latest: branch }: it builds and attests; or actions/attest-build-provenance after a build of your own`,
    );
  return faultOf(
    `${text} has no provenance of ${plan.repository.fullName} at ${commit}: ${refused.join('; ')}`,
    other === undefined
      ? `with: { from: '' }   # builds ${tag} from its own commit; or name what a workflow of this repository built from ${commit}`
      : `gh run list --commit ${commit}   # promote what was built from the tag's own commit; or put the next tag on the one that was built:\ngit tag -a ${plan.next} -m ${plan.next} ${other} && git push origin ${plan.next}`,
  );
}
