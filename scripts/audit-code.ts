// The licenses of what is bundled and of what builds it, and the size of each chunk: `npm run audit:code`, after knip.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** Licenses under which a program may be bundled into dist/, or used to build it: permissive ones, and files under MPL that stay files. */
const ALLOWED = new Set([
  ...['MIT', 'MIT-0', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0'],
  ...['CC0-1.0', 'CC-BY-4.0', 'CC-BY-3.0', 'Unlicense', 'Python-2.0', 'PSF', 'PSF-2.0', 'MPL-2.0'],
]);

/** Says it in its license file alone, which was read. */
const READ = new Set(['khroma']);
/** Says nothing, and is no part of what is bundled: a parser of options below json-diff, below @octokit/fixtures. */
const SILENT = new Set(['dreamopt']);

interface Locked {
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

/** License → packages, of a package-lock.json. */
export function licensesOf(lock: {
  readonly packages: Readonly<Record<string, Locked>>;
}): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [path, { license, link }] of Object.entries(lock.packages)) {
    if (!path.includes('node_modules/') || link === true) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const key = license ?? (READ.has(name) ? 'MIT' : licenseOnDisk(path));
    if (SILENT.has(name)) continue;
    // Of another platform: its sibling for this one is in the list.
    if (key === undefined) continue;
    found.set(key, [...(found.get(key) ?? []), name]);
  }
  return found;
}

/** Older packages say it in another form, which npm does not lock. */
function licenseOnDisk(path: string): string | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(ROOT, path, 'package.json'), 'utf8')) as {
      readonly license?: string | { readonly type?: string };
      readonly licenses?: readonly { readonly type?: string }[];
    };
    const said = manifest.license ?? manifest.licenses?.[0];
    return (typeof said === 'string' ? said : said?.type) ?? 'none';
  } catch {
    // Not installed.
    return undefined;
  }
}

/** Whether an SPDX expression of alternatives has one that is allowed. */
export const isAllowed = (expression: string): boolean =>
  expression
    .replace(/[()]/g, '')
    .split(/ OR /i)
    .some((choice) => choice.split(/ AND /i).every((license) => ALLOWED.has(license.trim())));

/** Every file of dist/ that is loaded, with its size in bytes, largest first. */
export function chunkSizes(dist: string): readonly (readonly [name: string, bytes: number])[] {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, statSync(join(dist, name)).size] as const)
    .sort(([, a], [, b]) => b - a);
}

function main(): void {
  for (const file of ['package-lock.json', 'docs/package-lock.json']) {
    const lock = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as {
      packages: Readonly<Record<string, Locked>>;
    };
    console.log(`\nLicenses, ${file}`);
    for (const [license, names] of [...licensesOf(lock)].sort((a, b) => b[1].length - a[1].length)) {
      const allowed = isAllowed(license);
      console.log(
        `${String(names.length).padStart(5)}  ${license}${allowed ? '' : `: not allowed: ${names.join(', ')}`}`,
      );
      if (!allowed) process.exitCode = 1;
    }
  }
  console.log('\nChunks of dist/, kB');
  for (const [name, bytes] of chunkSizes(join(ROOT, 'dist')))
    console.log(`${(bytes / 1000).toFixed(0).padStart(5)}  ${name}`);
}

if (import.meta.filename === process.argv[1]) main();
