// The last look at what leaves the run: nothing that holds a secret of it, by value or as the runner's masks know it.
import { ReleaseError } from '../../errors.ts';
import { openPlain } from './input-file.ts';

/** A secret by the name that people know it by: an input or a variable. */
export interface NamedSecret {
  readonly name: string;
  readonly value: string;
}

export interface SecretGuard {
  /** Knows this one, too, from now on. */
  add(secret: NamedSecret): void;
  /** @throws ReleaseError naming the secret that the text or the bytes hold; `what` begins the sentence. */
  refuse(what: string, content: string | Uint8Array): void;
  /** The same for a file, however large it is. */
  refuseFile(what: string, file: string): Promise<void>;
  /** The text with `***` in each secret's place, as the runner writes it into its log. */
  mask(text: string): string;
}

interface Needle {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A shorter value is a word that may stand anywhere, in characters. */
const shortest = 8;
/** Lines of a multi-line secret that are at least this long are secrets too; `"type": "service_account",` is not one. */
const shortestLine = 40;
const pieceBytes = 4 * 1024 * 1024;

export function makeSecretGuard(secrets: readonly NamedSecret[]): SecretGuard {
  const needles: Needle[] = [];
  const add = ({ name, value }: NamedSecret): void => {
    for (const text of formsOf(value)) {
      const bytes = Buffer.from(text);
      if (!needles.some((known) => known.bytes.equals(bytes))) needles.push({ name, bytes });
    }
    // The longest first, so that a mask leaves no rest of one that holds another.
    needles.sort((a, b) => b.bytes.length - a.bytes.length);
  };
  for (const secret of secrets) add(secret);
  const found = (bytes: Buffer): Needle | undefined => needles.find((needle) => bytes.includes(needle.bytes));
  return {
    add,
    refuse: (what, content) => {
      const needle = found(typeof content === 'string' ? Buffer.from(content) : Buffer.from(content));
      if (needle) throw held(what, needle);
    },
    refuseFile: async (what, path) => {
      const longest = needles[0]?.bytes.length ?? 0;
      if (longest === 0) return;
      const file = await openPlain(path);
      try {
        const piece = Buffer.allocUnsafe(pieceBytes + longest);
        // A secret may lie across two pieces: the end of one is the beginning of the next.
        for (let kept = 0; ;) {
          const { bytesRead } = await file.read(piece, kept, pieceBytes, null);
          if (bytesRead === 0) return;
          const filled = kept + bytesRead;
          const needle = found(piece.subarray(0, filled));
          if (needle) throw held(what, needle);
          kept = Math.min(longest - 1, filled);
          piece.copyWithin(0, filled - kept, filled);
        }
      } finally {
        await file.close();
      }
    },
    mask: (text) => needles.reduce((masked, { bytes }) => masked.replaceAll(bytes.toString(), '***'), text),
  };
}

/** What of the environment is a secret: the runner's own tokens, and what bears the name of one and is no path. */
export function secretsIn(env: Readonly<Record<string, string | undefined>>): readonly NamedSecret[] {
  return Object.entries(env).flatMap(([name, value = '']) =>
    /(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|API_?KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS?)$/i.test(name) &&
    !name.startsWith('INPUT_') &&
    !/^(?:\/|~|https?:\/\/[^@]*$)/.test(value)
      ? [{ name, value }]
      : [],
  );
}

/**
 * A secret as it may stand somewhere: as it is, and in the encodings that the runner masks (actions/runner, ValueEncoders):
 * Base64 at each of its three offsets, JSON, a URL, XML, and each long line.
 */
function formsOf(secret: string): readonly string[] {
  const value = secret.trim();
  const lines = value.includes('\n') ? value.split(/\r?\n/).map((line) => line.trim()) : [];
  const all = [
    value,
    // "-----BEGIN …-----" stands in every key.
    ...lines.filter((line) => line.length >= shortestLine && !line.startsWith('-----')),
  ];
  const forms = all.flatMap((one) => {
    const inJson = JSON.stringify(one).slice(1, -1);
    return [
      one,
      inJson,
      encodeURIComponent(one.toWellFormed()),
      one.replace(/[&<>"']/g, (mark) => `&${entities[mark] ?? ''};`),
      // A signed statement is JSON in Base64.
      ...[one, inJson].flatMap((text) => [0, 1, 2].flatMap((offset) => base64At(text, offset))),
    ];
  });
  return [...new Set(forms)].filter((form) => form.length >= shortest);
}

const entities: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/** What of a value is the same in Base64 whatever stands around it, when so many bytes of a group of three are before it. */
function base64At(value: string, before: number): readonly string[] {
  const bytes = Buffer.from(value).subarray((3 - before) % 3);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 3));
  return [whole.toString('base64'), whole.toString('base64url')];
}

function held(what: string, { name }: Needle): ReleaseError {
  return new ReleaseError(`${what} holds a secret of this run: ${name}; it was not sent`, {
    code: 'secret-held',
    hint: 'Find out which file, commit or step brings it there, and take it out. Where others may have read it, replace the secret. What is no secret belongs into build-args or a variable.',
  });
}
