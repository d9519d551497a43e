// Hides registered secrets in everything that goes into the log, in the encodings the runner knows.

/** A growing set of secrets. `hide` is applied to each line before anybody sees it. */
export interface Masks {
  add(secret: string): void;
  hide(text: string): string;
}

/** The forms a secret takes in output: plain, JSON, URI, and base64 at each of the three byte offsets. */
function encodings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const shifted = [0, 1, 2].map((skip) => bytes.subarray(skip).toString('base64').replace(/=+$/, ''));
  // The last group of base64 mixes in the bytes that follow, so it is left out of the comparison.
  const stable = shifted.map((text) => text.slice(0, Math.floor(text.length / 4) * 4));
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), ...stable];
}

/** Starts an empty set of masks. */
export function createMasks(): Masks {
  let known: readonly string[] = [];
  return {
    add(secret) {
      // A secret of several lines is printed line by line, so each line is a secret too.
      const parts = [secret, ...secret.split(/\r\n|\r|\n/)].filter((part) => part.trim() !== '');
      const forms = new Set([...known, ...parts.flatMap(encodings)].filter((form) => form.length > 0));
      // Longest first: a secret that contains another one must not leave its rest behind.
      known = [...forms].sort((a, b) => b.length - a.length);
    },
    hide(text) {
      return known.reduce((line, secret) => line.replaceAll(secret, '***'), text);
    },
  };
}
