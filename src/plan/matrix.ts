// The job matrix of a release over native runners: which runner builds which platform.
import type { Platform } from './oci/image-name.ts';

/** A platform, and the labels of the runner that builds it. */
export interface RunnerChoice {
  readonly platform: string;
  readonly labels: readonly string[];
}

/** One job: `runs-on` takes a label, or a list that the runner must have all of. */
export interface MatrixJob {
  readonly platform: string;
  readonly runner: string | readonly string[];
}

const x64 = 'ubuntu-24.04';
const arm64 = 'ubuntu-24.04-arm';

/** GitHub's own runners; what neither kind runs itself is emulated on x64. */
function hostedRunner({ architecture }: Platform): string {
  return architecture === 'arm64' || architecture === 'arm' ? arm64 : x64;
}

/** A job for each platform, as `strategy.matrix` takes it. */
export function matrixOf(
  platforms: readonly Platform[],
  runners: readonly RunnerChoice[],
): { readonly include: readonly MatrixJob[] } {
  return {
    include: platforms.map((platform) => {
      const chosen = runners.find((one) => one.platform === platform.name)?.labels ?? [];
      const [only = hostedRunner(platform)] = chosen;
      return { platform: platform.name, runner: chosen.length > 1 ? chosen : only };
    }),
  };
}
