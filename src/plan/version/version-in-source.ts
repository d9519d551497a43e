// Versions that stand in a program's source or a build's script: found by the assignment, since no reader of the language is here.

const literal = String.raw`["'\x60](v?\d+\.\d+(?:\.\d+)?[^"'\x60\s]{0,100})["'\x60]`;
const words = String.raw`(?:(?:pub|export|public|private|internal|static|final|const|let|var|def|val|readonly|String|string|str)[ \t]+){0,5}`;

/** `const Version = "1.2.0"`, `VERSION = '1.2.0'`, `s.version = "1.2.0"`, `version: "1.2.0",`, `version '1.2.0'`: at the start of a line. */
const assigned = new RegExp(
  String.raw`^[ \t]*${words}(?:@|\w+\.)?(?:__)?version(?:__)?["']?[ \t]*(?::[ \t]*(?:&str|str|string)[ \t]*=|string[ \t]*=|:=|=>|=|:|(?=["']))[ \t]*${literal}`,
  'gim',
);
/** `setup(name="a", version="1.2.0")`, `project('a', 'c', version : '1.2.0')`. */
const argument = new RegExp(String.raw`[(,][ \t]*version[ \t]*[:=][ \t]*${literal}`, 'gi');
const cmake = /^[ \t]*project[ \t]*\([^()]{0,500}?\bVERSION[ \t\r\n]+(\d[\w.+-]*)/gim;
const autoconf = /^[ \t]*AC_INIT[ \t]*\([^,\n]{1,200},[ \t]*\[?(\d[\w.+-]*)\]?/gm;

/** The one version that a source states; several where it is not certain which is its own, and none where there is none. */
export function versionsInSource(text: string): readonly string[] {
  for (const pattern of [assigned, cmake, autoconf, argument]) {
    const found = new Set([...text.matchAll(pattern)].map(([, value = '']) => value));
    if (found.size > 0) return [...found];
  }
  return [];
}

/** What a pom.xml has beside its own version that has versions, too. */
const others = [
  ...['parent', 'dependencies', 'dependencyManagement', 'build', 'profiles', 'reporting'],
  ...['properties', 'distributionManagement', 'modules'],
];

/** Without what stands from one mark to the next other one. The time is linear, whatever is never closed. */
function without(text: string, open: string, close: string): string {
  let out = '';
  let from = 0;
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, from)) {
    const end = text.indexOf(close, at);
    if (end < 0) break;
    out += text.slice(from, at);
    from = end + close.length;
  }
  return out + text.slice(from);
}

/** Maven: the project's own version, else its parent's; `${revision}` is looked up among the properties. */
export function versionInPom(text: string): string | undefined {
  const plain = without(text, '<!--', '-->');
  const of = (part: string): string | undefined => /<version>\s*([^<\s]+)\s*<\/version>/.exec(part)?.[1];
  const [, parent = ''] = plain.split('<parent>', 2);
  const own = others.reduce((left, name) => without(left, `<${name}>`, `</${name}>`), plain);
  const written = of(own) ?? of(parent.split('</parent>', 1)[0] ?? '');
  const filled = written?.replace(/\$\{([\w.-]{1,100})\}/g, (whole, name: string) => {
    const value = new RegExp(
      `<${name.replaceAll('.', '\\.')}>\\s*([^<]*?)\\s*</${name.replaceAll('.', '\\.')}>`,
    );
    return value.exec(plain)?.[1] ?? whole;
  });
  return filled === '' ? undefined : filled;
}

/** MSBuild: `Version`, else `VersionPrefix`. */
export function versionInMsbuild(text: string): string | undefined {
  const plain = without(text, '<!--', '-->');
  const of = (name: string): string | undefined =>
    new RegExp(`<${name}>\\s*([^<]+?)\\s*</${name}>`).exec(plain)?.[1];
  return of('Version') ?? of('VersionPrefix');
}
