// The pull request's number that GitHub puts behind a title: `fix: a (#7)`.

/** Longer digits are no number of GitHub's. */
const number = /^\d{1,10}$/;

/** A title without the number at its end, and the number. */
export function splitPull(text: string): { readonly title: string; readonly pull?: string } {
  const at = text.endsWith(')') ? text.lastIndexOf(' (#') : -1;
  const pull = at < 0 ? '' : text.slice(at + 3, -1);
  return number.test(pull) ? { title: text.slice(0, at), pull } : { title: text };
}
