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
 * The settings, or why the file cannot be read. The kind is told by the file's name; what has no known name is YAML or JSON.
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
  return kindOf(path) === 'yaml' && parts.filter((part) => /^\s*[^\s#%.]/m.test(part)).length > 1;
}

function plainText(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}

function kindOf(path: string): 'yaml' | 'toml' | 'env' | 'ini' | 'properties' {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (/\.toml(?:[._-]|$)/.test(name)) return 'toml';
  if (/\.(?:ya?ml|json[c5]?)(?:[._-]|$)/.test(name)) return 'yaml';
  if (/(?:^|[._-])env(?:rc)?(?:[._-]|$)/.test(name)) return 'env';
  if (/\.properties(?:[._-]|$)/.test(name)) return 'properties';
  return /\.(?:ini|cfg)(?:[._-]|$)/.test(name) ? 'ini' : 'yaml';
}

function read(path: string, text: string, inDocuments: boolean): Settings | string {
  switch (kindOf(path)) {
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
