// What a failure says in the log's annotations: each fault once.
import { FaultsError, messageOf } from '../errors.ts';

export interface Annotations {
  /** One each, where there are several faults. */
  readonly faults: readonly { readonly title: string; readonly text: string }[];
  /** What the run fails with. */
  readonly failure: string;
}

/** @param more the hint and, where there is one, the page about this class of errors. */
export function annotationsOf(
  error: unknown,
  more: { readonly hint: string; readonly docsUrl?: string },
): Annotations {
  const several = error instanceof FaultsError && error.faults.length > 1 ? error.faults : [];
  const { docsUrl } = more;
  const parts = [
    messageOf(error),
    // The hint of several faults lists them all, and each has said its own.
    ...(several.length === 0 ? [more.hint] : []),
    ...(docsUrl === undefined ? [] : [docsUrl]),
  ];
  return {
    faults: several.map(({ message, hint, code }) => ({
      title: `Release: ${code ?? 'bad-input'}`,
      text: `${message}\n${hint}`,
    })),
    failure: parts.join('\n\n'),
  };
}
