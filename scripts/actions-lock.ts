// GitHub's lock file of workflows, where this repository has one: whether it says the same as the workflows do. `gh actions-lock`
// writes it, and needs github.com for that; docs/adr/0025-own-workflows.md has the sources.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';

export const LOCK_FILE = '.github/workflows/actions.lock';

/** Workflow file (its path in the repository) → what its steps and jobs use. */
export type Uses = Readonly<Record<string, readonly string[]>>;

interface Lock {
  /** Workflow file → keys of `dependencies`. */
  readonly workflows?: Readonly<Record<string, readonly string[]>>;
  readonly dependencies?: Readonly<Record<string, { readonly commit?: string }>>;
}

interface Job {
  readonly uses?: string;
  readonly steps?: readonly { readonly uses?: string }[];
}

/** What the workflows of a folder use, less their own repository's: that is at the commit that runs. */
export function usesOf(folder = '.github/workflows'): Uses {
  return Object.fromEntries(
    globSync(`${folder}/*.{yml,yaml}`)
      .sort()
      .map((file) => {
        const { jobs = {} } = parse(readFileSync(file, 'utf8')) as { jobs?: Readonly<Record<string, Job>> };
        const used = Object.values(jobs).flatMap(({ uses, steps = [] }) => [
          ...(uses === undefined ? [] : [uses]),
          ...steps.flatMap((step) => step.uses ?? []),
        ]);
        return [
          `.github/workflows/${basename(file)}`,
          [...new Set(used)].filter((name) => !/^[$.]\//.test(name)),
        ];
      }),
  );
}

/** Where lock file and workflows differ, a sentence each. A workflow that the lock does not name is none: it is not locked yet. */
export function lockFaults(text: string, uses: Uses): readonly string[] {
  const { workflows = {}, dependencies = {} } = parse(text) as Lock;
  const keys = Object.keys(dependencies);
  return Object.entries(workflows).flatMap(([file, locked]) => {
    const used = uses[file];
    if (used === undefined) return [`${LOCK_FILE} names ${file}, which is gone: run gh actions-lock`];
    return used.flatMap((name) => {
      const [action = '', ref = ''] = name.split('@');
      const repository = action.split('/').slice(0, 2).join('/');
      const same = [...locked, ...keys].find(
        (key) =>
          key.startsWith(`${repository}@`) &&
          (key.endsWith(`@${ref}`) || dependencies[key]?.commit === `sha1-${ref}`),
      );
      return same === undefined
        ? [`${file} uses ${name}, which ${LOCK_FILE} lacks: run gh actions-lock`]
        : [];
    });
  });
}

/** The faults of this repository's lock file; none where it has no such file. */
export const ownLockFaults = (): readonly string[] =>
  existsSync(LOCK_FILE) ? lockFaults(readFileSync(LOCK_FILE, 'utf8'), usesOf()) : [];
