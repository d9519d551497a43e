// What a build job leaves.
import type { PlatformBuild } from '../modes/build.ts';
import { renderBuild } from '../report/build.ts';
import type { StepRecord } from '../run/step.ts';
import { holds } from './outputs.ts';
import type { RunResult } from './result.ts';

export function buildResult(
  { plan, warnings, platforms, checks }: PlatformBuild,
  records: readonly StepRecord[],
): RunResult {
  const digests = platforms.map(({ image: { platform, digest } }) => [platform.name, digest] as const);
  const [name] = plan.images;
  const [only] = platforms;
  // One platform is an image by itself; of several no digest is the build's.
  const digest = platforms.length === 1 && only ? only.image.digest : '';
  return {
    outputs: {
      version: plan.version.text,
      tag: plan.tag,
      prerelease: String(plan.release.prerelease),
      image: digest === '' || !name ? '' : `${name.name}@${digest}`,
      digest,
      'platform-digests': JSON.stringify(Object.fromEntries(digests)),
      verified: String(holds(checks)),
      plan: JSON.stringify(plan),
    },
    summary: renderBuild({
      tag: plan.tag,
      commit: plan.commit,
      platforms: platforms.map(({ image: { platform, digest: own, size }, handedOver, found }) => ({
        platform: platform.name,
        digest: own,
        bytes: size,
        anchor: handedOver.record.anchor,
        found,
      })),
      checks,
      steps: records,
    }),
    warnings: [...plan.warnings, ...warnings],
    files: {},
  };
}
