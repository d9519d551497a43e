// The input `archive-name`: what the archives of `binaries` are called, one a platform.
import type { Fault } from '../errors.ts';
import { assetName } from './asset-names.ts';
import type { Platform } from './oci/image-name.ts';
import type { Version } from './version/version.ts';

/** As `uname -m` says it, which the names of many projects have. */
const machines: Readonly<Record<string, string>> = {
  amd64: 'x86_64',
  arm64: 'aarch64',
  arm: 'arm',
  386: 'i686',
  ppc64le: 'powerpc64le',
};

interface Named {
  readonly name: string;
  readonly version: Version;
  readonly platform: Platform;
}

const placeholders: Readonly<Record<string, (of: Named) => string>> = {
  name: ({ name }) => name,
  version: ({ version }) => version.text,
  tag: ({ version }) => version.tag,
  os: ({ platform }) => platform.os,
  arch: ({ platform }) => `${platform.architecture}${platform.variant ?? ''}`,
  machine: ({ platform: { architecture, variant } }) =>
    architecture === 'arm' && variant !== undefined
      ? `arm${variant}`
      : (machines[architecture] ?? architecture),
};

const placeholder = /<([^<>]*)>/g;

/** What is wrong with a template, one clause each; `platforms` is how many archives it is to name. */
export function archiveNameFaults(template: string, platforms: readonly Platform[]): readonly Fault[] {
  const known = Object.keys(placeholders).map((name) => `<${name}>`);
  const hint = `with: { archive-name: '<name>_<version>_<os>_<arch>' }   # of ${known.join(', ')}; .tar.gz or .zip is added`;
  const fault = (what: string): Fault => ({ message: `archive-name: "${template}" ${what}`, hint });
  const unknown = [...template.matchAll(placeholder)]
    .map(([whole]) => whole)
    .filter((one) => !known.includes(one));
  if (unknown.length > 0) return [fault(`has ${unknown.join(', ')}, which stands for nothing`)];
  if (/[/\\]/.test(template)) return [fault('has a slash: GitHub keeps names, not folders')];
  const parts = platforms.map((platform) =>
    template.replace(placeholder, (_, name: string) => valueOf(name, platform)),
  );
  const same = parts.find((part, at) => parts.indexOf(part) !== at);
  return same === undefined ? [] : [fault('gives two platforms one name')];
}

/** The name of one archive: Windows gets a zip, all others a tar.gz. */
export function archiveName(
  template: string,
  of: Named,
): { readonly name: string; readonly format: 'tar.gz' | 'zip' } {
  const format = of.platform.os === 'windows' ? 'zip' : 'tar.gz';
  const filled = template.replace(placeholder, (_, name: string) => placeholders[name]?.(of) ?? '');
  // A tag may have the slash of its component.
  return { name: assetName(`${filled}.${format}`.replaceAll('/', '-')), format };
}

/** What tells platforms apart. */
function valueOf(name: string, platform: Platform): string {
  return ['os', 'arch', 'machine'].includes(name)
    ? (placeholders[name]?.({ platform } as Named) ?? '')
    : name;
}
