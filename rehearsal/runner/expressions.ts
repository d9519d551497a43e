// Evaluates the `${{ … }}` references an action.yml may hold in its defaults.

/** Values by their dotted name, for example `github.token`. */
export type Contexts = ReadonlyMap<string, string>;

/**
 * Replaces each `${{ context.name }}`. A reference the runner does not know is empty there, and so it is here;
 * operators and functions are refused rather than guessed.
 */
export function evaluate(template: string, contexts: Contexts): string {
  return template.replace(/\$\{\{(.*?)\}\}/gs, (_match, body: string) => {
    const name = body.trim();
    if (!/^[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)+$/.test(name))
      throw new Error(`This runner evaluates references such as github.token only, not: ${name}`);
    return contexts.get(name.toLowerCase()) ?? '';
  });
}
