// Which platforms a job of `mode: build` builds: those that were given, or of the default ones those of its own machine.
import type { Context } from '../context.ts';
import type { Platform } from '../oci/image-name.ts';

/** The default of `platforms` in action.yml. */
export const defaultPlatforms: readonly string[] = ['linux/amd64', 'linux/arm64'];

/** The architectures that a runner runs without emulation, by their OCI names. */
export const nativeArchitectures: Readonly<Record<Context['runner']['arch'], readonly string[]>> = {
  x64: ['amd64', '386'],
  arm64: ['arm64'],
};

/** Platforms that were given are built as given, emulated or not. The default ones are shared between runners of both kinds. */
export function ownPlatforms(
  platforms: readonly Platform[],
  { arch }: Context['runner'],
): readonly Platform[] {
  const isDefault =
    platforms.length === defaultPlatforms.length &&
    platforms.every(({ name }) => defaultPlatforms.includes(name));
  if (!isDefault) return platforms;
  return platforms.filter(({ architecture }) => nativeArchitectures[arch].includes(architecture));
}
