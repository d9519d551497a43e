// Finds this machine's own Debian mirror in its apt sources, so that no mirror is named in code.

/** One line's worth of an apt source: where, which suites and components, and whose signature counts. */
export interface AptSource {
  readonly uri: string;
  readonly suites: readonly string[];
  readonly components: readonly string[];
  readonly signedBy: string | undefined;
}

/** Reads the one-line format (`deb [signed-by=/k.gpg arch=amd64] URI suite component…`). */
export function parseList(text: string): readonly AptSource[] {
  const sources: AptSource[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.replace(/#.*$/, '').trim();
    const match = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s*(.*)$/.exec(line);
    if (!match) continue;
    const signedBy = /(?:^|\s)signed-by=(\S+)/.exec(match[1] ?? '')?.[1];
    sources.push({
      uri: match[2]!,
      suites: [match[3]!],
      components: words(match[4] ?? ''),
      signedBy,
    });
  }
  return sources;
}

/** Reads the deb822 format: stanzas of `Types`, `URIs`, `Suites`, `Components`, `Signed-By`. */
export function parseSources(text: string): readonly AptSource[] {
  const sources: AptSource[] = [];
  for (const stanza of text.split(/\n[ \t]*\n/)) {
    const fields = parseStanza(stanza);
    if (fields.get('enabled')?.toLowerCase() === 'no') continue;
    if (!words(fields.get('types') ?? '').includes('deb')) continue;
    for (const uri of words(fields.get('uris') ?? '')) {
      sources.push({
        uri,
        suites: words(fields.get('suites') ?? ''),
        components: words(fields.get('components') ?? ''),
        // A key may also be written out in the stanza; that is no path and apt's own key ring serves.
        signedBy: words(fields.get('signed-by') ?? '').find((word) => word.startsWith('/')),
      });
    }
  }
  return sources;
}

/**
 * The source that carries this Debian release itself: component `main` of the suite named by the release's
 * code name (or `stable`, `testing`, `sid`, `unstable`). Security and update suites live elsewhere and do not count.
 */
export function debianMirror(sources: readonly AptSource[], codename: string): AptSource | undefined {
  const names = [codename, 'stable', 'testing', 'unstable', 'sid', 'oldstable'];
  return sources.find(
    (source) =>
      source.components.includes('main') &&
      names.some((name) => source.suites.includes(name)) &&
      !/ubuntu|raspbian/i.test(source.uri),
  );
}

/** One field of `/etc/os-release`, unquoted. */
export function osRelease(text: string, field: string): string | undefined {
  const value = new RegExp(`^${field}=(.*)$`, 'm').exec(text)?.[1];
  return value?.replace(/^(['"])(.*)\1$/, '$2');
}

function parseStanza(stanza: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let last = '';
  for (const line of stanza.split('\n')) {
    if (line.startsWith('#')) continue;
    const field = /^([\w-]+):\s*(.*)$/.exec(line);
    if (field) {
      last = field[1]!.toLowerCase();
      fields.set(last, field[2]!.trim());
    } else if (last !== '' && /^\s+\S/.test(line)) {
      fields.set(last, `${fields.get(last) ?? ''} ${line.trim()}`.trim());
    }
  }
  return fields;
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
