// What a failure says in the log's annotations: each fault once, at its file and line where that is known.
import { FaultsError, type Place, ReleaseError, messageOf } from '../errors.ts';
import { compact } from '../compact.ts';

/** An annotation; GitHub shows one with a place in the diff too. */
export interface Annotation {
  readonly title?: string;
  readonly text: string;
  readonly at?: Place;
}

export interface Annotations {
  /** One each, where there are several faults. */
  readonly faults: readonly Annotation[];
  /** What the run fails with. */
  readonly failure: Annotation;
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
  const known = error instanceof ReleaseError ? error : undefined;
  return {
    faults: several.map(({ message, hint, code, at }) =>
      compact({ title: titleOf(code ?? 'bad-input'), text: `${message}\n${hint}`, at }),
    ),
    failure: compact({
      title: known?.code === undefined ? undefined : titleOf(known.code),
      text: parts.join('\n\n'),
      at: known?.at,
    }),
  };
}

function titleOf(code: string): string {
  return `Release: ${code}`;
}
