// A path of `changelog-paths` as Git is asked for it.

/**
 * People write paths as in .gitignore and CODEOWNERS: `/api` is at the root of the repository, `!api/docs` takes some away. For
 * Git the one lies outside of the repository, and the other is a file whose name begins with `!`.
 */
export function pathspec(written: string): string {
  if (written.startsWith(':')) return written;
  const [, not = '', path = ''] = /^(!?)(?:\.?\/+)*(.*)$/s.exec(written) ?? [];
  return `${not === '' ? '' : ':(exclude)'}${path === '' ? '.' : path}`;
}

/** What a path names, where it takes away too. */
export function positive(spec: string): string {
  return spec.replace(/^:(?:\(exclude\)|[!^])/, '');
}
