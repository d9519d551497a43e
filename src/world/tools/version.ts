// Versions as tools print them, and whether one fits a range.
import semver from 'semver';
import { ReleaseError } from '../../errors.ts';
import type { PinnedRelease, ToolDescription, ToolName } from './catalogue.ts';

/** What a tool says of itself. `semver` is absent when it is not a version, as `devel` is none. */
export interface ToolVersion {
  readonly text: string;
  readonly semver?: string;
}

const patterns: Readonly<Record<ToolName, RegExp>> = {
  buildx: /^github\.com\/docker\/buildx (\S+)/m,
  cosign: /"gitVersion":\s*"([^"]*)"/,
  gh: /^gh version (\S+)/m,
};

/**
 * Reads a tool's own answer to its version command; `undefined` when it is not that tool's answer at all.
 * A distribution's revision (`2.98.0-1`, `0.29.1+ds1`, `-12-gabcdef`) belongs to the version before it; a hyphen and a
 * letter (`-rc.1`) is a prerelease, as SemVer has it.
 */
export function parseToolVersion(name: ToolName, output: string): ToolVersion | undefined {
  const text = patterns[name].exec(output.slice(0, 10_000))?.[1];
  if (text === undefined) return undefined;
  const bare = text
    .replace(/^v/, '')
    .replace(/[-+~]\d.*$/, '')
    .replace(/\+.*$/, '');
  const parsed = semver.valid(bare);
  return parsed === null ? { text } : { text, semver: parsed };
}

/** Whether the version is in the range; a prerelease only when the range names one of the same version. */
export function fits(version: ToolVersion, range: string): boolean {
  if (version.semver === undefined) return range.trim() === '*';
  return semver.satisfies(version.semver, range);
}

/** The range to use: the tool's own when none is given. @throws ReleaseError when the text is no range. */
export function rangeOf(tool: ToolDescription, text: string): string {
  const range = text.trim() === '' ? tool.defaultRange : text.trim();
  if (semver.validRange(range) !== null) return range;
  throw new ReleaseError(`${tool.name}-version is not a version range: ${range.slice(0, 100)}`, {
    hint: `${tool.name}-version: '${tool.defaultRange}'`,
  });
}

/**
 * The release to install for a range: the highest pinned one in it, or, when the range is one exact version, that.
 * @throws ReleaseError when neither is the case.
 */
export function releaseFor(
  tool: ToolDescription,
  range: string,
): Partial<PinnedRelease> & { readonly version: string } {
  const pinned = tool.pinned.find(({ version }) => semver.satisfies(version, range));
  const exact = semver.valid(range);
  if (pinned !== undefined) return pinned;
  if (exact !== null) return { version: exact };
  const known = tool.pinned.map(({ version }) => version).join(', ');
  throw new ReleaseError(`No release of ${tool.name} that this action knows (${known}) fits ${range}`, {
    hint: `${tool.name}-version: '${tool.defaultRange}'   # or one exact version`,
  });
}
