// Reads a sample configuration (YAML, TOML, JSON, .env, INI) as a flat list of keys with their defaults and comments.
import { readEnv, readIni, readProperties } from './env.ts';
import { looksLikeJson, plainJson } from './json.ts';
import { readToml } from './toml.ts';
import { pathInList, settingsOf } from './tree.ts';
import { commentedOut, readYaml } from './yaml.ts';
import type { Setting, Settings } from './setting.ts';

/** In characters. The YAML reader's time grows with the square of some texts, and no sample is nearly as long. */
const longestSample = 256 * 1024;

/**
 * The settings, or why the file cannot be read. The kind is told by the file's name; what has no known name is YAML, JSON,
 * TOML or INI by its text.
 * Keys that are commented out count, where they are no live keys too.
 * @param inDocuments names the document of each key even where there is only one.
 */
export function readConfig(path: string, text: string, inDocuments = false): Settings | string {
  if (text.length > longestSample) return `it is longer than ${longestSample} characters`;
  try {
    return read(path, plainText(text), inDocuments);
  } catch (error) {
    // Readers descend into what is nested, and a file can be nested deeper than any stack.
    if (error instanceof RangeError) return 'it is nested too deeply';
    throw error;
  }
}

/** Whether a file has more than one YAML document. */
export function hasDocuments(path: string, text: string): boolean {
  const parts = plainText(text).split(/^---(?:[ \t].*)?$/m);
  return (
    ['yaml', 'unknown'].includes(kindOf(path)) &&
    parts.filter((part) => /^\s*[^\s#%.]/m.test(part)).length > 1
  );
}

function plainText(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}

type Kind = 'yaml' | 'toml' | 'env' | 'ini' | 'properties' | 'conf' | 'unknown';

/** What is a program, or has more than keys and values, is not taken for the YAML that parts of it look like. */
const program =
  /\.(?:[cm]?[jt]sx?|py|rb|php|pl|lua|go|java|kts?|scala|clj|exs?|erl|cs|fs|vb|nix|jsonnet|cue|dhall)(?:[._-](?:example|sample|dist|template|default|tmpl|tpl)s?)?$/;
const hcl = /\.(?:hcl|tf)(?:[._-]|$)/;

function unreadable(name: string, text: string): string | undefined {
  if (program.test(name)) return 'it is a program';
  if (hcl.test(name)) return 'HCL is not compared';
  return /^\s*</.test(text) ? 'XML is not compared' : undefined;
}

function kindOf(path: string): Kind {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (/\.toml(?:[._-]|$)/.test(name)) return 'toml';
  if (/\.(?:ya?ml|json[c5]?)(?:[._-]|$)/.test(name)) return 'yaml';
  if (/(?:^|[._-])env(?:rc)?(?:[._-]|$)/.test(name)) return 'env';
  if (/\.properties(?:[._-]|$)/.test(name)) return 'properties';
  if (/\.(?:ini|cfg)(?:[._-]|$)/.test(name)) return 'ini';
  return /\.(?:conf|cnf)(?:[._-]|$)/.test(name) ? 'conf' : 'unknown';
}

/** Reads what has no name that tells its form: as YAML, TOML or INI, whichever it is. */
function guessed(
  text: string,
  kinds: readonly ('yaml' | 'toml' | 'ini')[],
  inDocuments: boolean,
): Settings | string {
  const all = kinds.map((kind) => readAs(kind, text, inDocuments));
  // A text of another form is YAML by chance, with half a line for its key.
  const fits = (one: Settings | string): one is Settings =>
    typeof one !== 'string' && one.size > 0 && ![...one.keys()].some((key) => /[={};()]/.test(key));
  const found = all.find(fits);
  if (found) return found;
  if (!/^\s*[^\s#;]/m.test(text)) return new Map<string, Setting>();
  const reason = /^[\w-]+:(?:\s|$)/m.test(text) ? all[0] : undefined;
  return typeof reason === 'string' ? reason : 'it is neither YAML nor JSON, TOML or INI';
}

function read(path: string, text: string, inDocuments: boolean): Settings | string {
  const kind = kindOf(path);
  if (kind !== 'conf' && kind !== 'unknown') return readAs(kind, text, inDocuments);
  const reason = unreadable(path.slice(path.lastIndexOf('/') + 1).toLowerCase(), text);
  if (reason !== undefined) return reason;
  // Without a `=` in it a text is none of the others, and half of what is broken YAML would pass for INI.
  if (!/^[^:#;\n]*=/m.test(text)) return guessed(text, ['yaml'], inDocuments);
  return guessed(text, kind === 'conf' ? ['toml', 'ini', 'yaml'] : ['yaml', 'toml', 'ini'], inDocuments);
}

function readAs(
  kind: Exclude<Kind, 'conf' | 'unknown'>,
  text: string,
  inDocuments: boolean,
): Settings | string {
  switch (kind) {
    case 'env':
      return readEnv(text);
    case 'ini':
      return readIni(text);
    case 'properties':
      return readProperties(text);
    case 'toml': {
      const file = readToml(text);
      return typeof file === 'string' ? file : merged(settingsOf(file.tree), file.commented);
    }
    case 'yaml': {
      const json = looksLikeJson(text) ? plainJson(text) : undefined;
      const documents = readYaml(json?.text ?? text);
      if (typeof documents === 'string') return documents;
      const [only, ...others] = documents;
      if (others.length === 0 && !inDocuments) {
        const live: Settings = only ? settingsOf(only.tree) : new Map<string, Setting>();
        return merged(live, json?.commented ?? commentedOut(text));
      }
      const settings = new Map<string, Setting>();
      for (const { tree, label } of documents)
        for (const [key, setting] of settingsOf(tree)) settings.set(inDocument(label, key), setting);
      return settings;
    }
  }
}

function inDocument(label: string, key: string): string {
  return pathInList(`[${label}]`, key);
}

/** A live key hides what is commented out under the same name. */
function merged(live: Settings, commented: ReadonlyMap<string, Setting>): Settings {
  return new Map([...commented, ...live]);
}
