import { parseJson } from '../../plan/json.ts';
import { compact } from '../../compact.ts';

// BuildKit's progress as buildx prints it with `--progress rawjson`: what began, what ended, and how (buildx 0.13).

/** A step of a build, as far as it is known. */
export interface Vertex {
  readonly name: string;
  readonly started: boolean;
  readonly completed: boolean;
  /** In BuildKit's own words; what a program printed is never in it. */
  readonly error?: string;
}

export interface RawProgress {
  readonly onLine: (line: string) => void;
  /** The last word on the step whose name matches, or `undefined` where it is not known yet. */
  readonly vertex: (name: RegExp) => Vertex | undefined;
}

/** @param changed is called after each line that says something of a step. */
export function readRawProgress(changed: () => void = () => undefined): RawProgress {
  const known = new Map<string, Vertex>();
  return {
    onLine: (line) => {
      for (const { digest, name, started, completed, error } of verticesIn(line)) {
        known.set(
          digest,
          compact({
            name,
            started: started !== undefined,
            completed: completed !== undefined,
            error: error === undefined || error === '' ? undefined : error,
          }),
        );
      }
      changed();
    },
    vertex: (name) => [...known.values()].find((one) => name.test(one.name)),
  };
}

interface Line {
  readonly digest: string;
  readonly name: string;
  readonly started?: string;
  readonly completed?: string;
  readonly error?: string;
}

function verticesIn(line: string): readonly Line[] {
  if (!line.startsWith('{')) return [];
  // Beside its progress buildx prints lines of its own.
  const { vertexes = [] } = (parseJson(line) ?? {}) as { readonly vertexes?: readonly Line[] };
  return vertexes;
}

/** The exit code in BuildKit's words for a program that did not end well; `undefined` where it was not run at all. */
export function exitCodeIn(error: string): number | undefined {
  const code = /did not complete successfully: exit code: (\d+)(?::|$)/.exec(error)?.[1];
  return code === undefined ? undefined : Number(code);
}

/** What kept a program from being run, without the command's words before it. */
export function reasonIn(error: string): string {
  return error.replace(/^process ".*" did not complete successfully: /s, '');
}
