// The tags that docker/metadata-action makes of its `tags` and `flavor`, for what release workflows ask of it: its README, "tags input"
// and "flavor input".
import semver from 'semver';

export interface Pushed {
  /** `tag` and its name, or `branch` and its name. */
  readonly kind: 'tag' | 'branch';
  readonly name: string;
  readonly sha: string;
  readonly defaultBranch: string;
}

type Attributes = Readonly<Record<string, string>>;

/** A line of comma-separated attributes; a line without a type is a raw tag. */
function attributesOf(line: string): Attributes {
  const parts = line.split(',').map((part) => part.trim());
  const pairs = parts.map((part): readonly [string, string] => {
    const at = part.indexOf('=');
    return at < 0 ? ['value', part] : [part.slice(0, at), part.slice(at + 1)];
  });
  const given = Object.fromEntries(pairs);
  return 'type' in given ? given : { ...given, type: 'raw' };
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

function versionTag({ pattern = '{{version}}' }: Attributes, pushed: Pushed): string | undefined {
  const version = pushed.kind === 'tag' ? semver.parse(pushed.name.replace(/^v/, '')) : null;
  if (version === null) return undefined;
  // Of a prerelease only the whole version is made, whatever the pattern.
  if (version.prerelease.length > 0) return version.version;
  return pattern
    .replaceAll('{{version}}', version.version)
    .replaceAll('{{raw}}', pushed.name)
    .replaceAll('{{major}}', String(version.major))
    .replaceAll('{{minor}}', String(version.minor))
    .replaceAll('{{patch}}', String(version.patch));
}

function tagOf(attributes: Attributes, pushed: Pushed): string | undefined {
  const enable = (attributes['enable'] ?? 'true').replace(
    '{{is_default_branch}}',
    String(pushed.kind === 'branch' && pushed.name === pushed.defaultBranch),
  );
  if (enable !== 'true') return undefined;
  switch (attributes['type']) {
    case 'semver':
      return versionTag(attributes, pushed);
    case 'sha':
      return `${attributes['prefix'] ?? 'sha-'}${pushed.sha.slice(0, 7)}`;
    case 'raw':
      return attributes['value'];
    case 'ref':
      return attributes['event'] === pushed.kind ? pushed.name.replaceAll('/', '-') : undefined;
    case undefined:
    default:
      throw new Error(`type=${attributes['type'] ?? ''} of docker/metadata-action is not known here`);
  }
}

/** The tags, in order, without the image's name. */
export function metadataTags(tags: string, flavor: string, pushed: Pushed): readonly string[] {
  const flavors = Object.assign({}, ...linesOf(flavor).map(attributesOf)) as Attributes;
  const { latest = 'auto', suffix = '' } = flavors;
  const lines = linesOf(tags).map(attributesOf);
  const made = lines.flatMap((line) => {
    const tag = tagOf(line, pushed);
    return tag === undefined ? [] : [`${tag}${suffix}`];
  });
  const stable = pushed.kind === 'tag' && semver.prerelease(pushed.name) === null;
  const auto = latest === 'auto' && stable && lines.some(({ type }) => type === 'semver');
  return [...new Set([...made, ...(latest === 'true' || auto ? ['latest'] : [])])];
}
