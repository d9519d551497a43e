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

const own = String.raw`(?:(?:app|application|project|package|pkg|product|program|release|current)[_.-]?)?(?:version|vsn)(?:[_-]?(?:name|string|number|str))?`;
const plainly = String.raw`["'\[]?v?(\d+\.\d+(?:\.\d+)?[\w.+-]{0,100})(?=["')\],;}\s]|$)`;
/** `VERSION := 1.2.0`, `ARG VERSION=1.2.0`, `ThisBuild / version := "1.2.0"`, `our $VERSION = "1.2.0"`, ` * Version: 1.2.0` */
const loosely = new RegExp(
  String.raw`^[ \t]*(?:[*#;/]{1,3}[ \t]*)?(?:[\w/*&:<>.-]{1,40}[ \t]+){0,4}[$@.]?["']?(?:[\w.]{1,60}\.)?${own}["']?[ \t]*(?:[:?]?=|:)[ \t]*${plainly}`,
  'gim',
);
/** `#define APP_VERSION "1.2.0"`, `set(PROJECT_VERSION 1.2.0)`, `define('VERSION', '1.2.0')`, `(version 1.2.0)`, `versionName "1.2.0"` */
const called = new RegExp(
  String.raw`^[ \t]*(?:#[ \t]*define[ \t]+(?:\w{1,40}_)?|(?:set|define)[ \t]*\([ \t]*|[({][ \t]*)["']?${own}["']?[ \t,]+${plainly}|^[ \t]*versionName[ \t]+${plainly}`,
  'gim',
);
/** `VERSION = (1, 2, 0)` */
const tuple =
  /^(?:__)?version(?:_info|_tuple)?(?:__)?[ \t]*=[ \t]*\([ \t]*(\d+)[ \t]*,[ \t]*(\d+)[ \t]*,[ \t]*(\d+)[ \t]*,?[ \t]*\)/gim;

/** The one version that a source states; several where it is not certain which is its own, and none where there is none. */
export function versionsInSource(text: string): readonly string[] {
  for (const pattern of [assigned, cmake, autoconf, argument, called, loosely]) {
    const found = new Set([...text.matchAll(pattern)].map(([, value, other]) => value ?? other ?? ''));
    if (found.size > 0) return [...found];
  }
  return [...new Set([...text.matchAll(tuple)].map((numbers) => numbers.slice(1).join('.')))];
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

/** The version of a NuGet package's own description. */
export function versionInNuspec(text: string): string | undefined {
  const [, metadata = ''] = without(text, '<!--', '-->').split(/<metadata\b[^>]*>/, 2);
  return /<version>\s*([^<\s]+)\s*<\/version>/.exec(
    without(metadata, '<dependencies>', '</dependencies>'),
  )?.[1];
}

/** Apple's property lists: the version that people see, else the build's. */
export function versionInPlist(text: string): string | undefined {
  const of = (key: string): string | undefined =>
    new RegExp(`<key>${key}</key>\\s*<string>\\s*([^<\\s]+)\\s*</string>`).exec(text)?.[1];
  return of('CFBundleShortVersionString') ?? of('CFBundleVersion');
}

/** MSBuild: `Version`, else `VersionPrefix` and `VersionSuffix`. */
export function versionInMsbuild(text: string): string | undefined {
  const plain = without(text, '<!--', '-->');
  const of = (name: string): string | undefined =>
    new RegExp(`<${name}>\\s*([^<]+?)\\s*</${name}>`).exec(plain)?.[1];
  const [prefix, suffix] = [of('VersionPrefix'), of('VersionSuffix')];
  return of('Version') ?? (prefix === undefined || suffix === undefined ? prefix : `${prefix}-${suffix}`);
}
