// Who made the release, as far as the GitHub API says so; names in messages alone call nobody.
import type { Change } from './commits/commit.ts';
import { splitPull } from './commits/pull-number.ts';

/** One commit of the compare API's answer (GET /repos/{owner}/{repo}/compare/{base}...{head}), the fields in use. */
export interface ComparedCommit {
  readonly sha: string;
  readonly author: { readonly login: string; readonly type?: string } | null;
}

/** `logins` in the order of their first commit; bots are not among them. */
export interface People {
  readonly logins: readonly string[];
  readonly newcomers: readonly Newcomer[];
  /** People who only appear in `Co-authored-by` trailers; counted, not called. */
  readonly coAuthors: number;
}

export interface Newcomer {
  readonly login: string;
  /** The pull request of their first commit in the range, when its subject names one. */
  readonly pull?: string;
}

/**
 * The people of the range. `commits` are newest first; `newLogins` are those without a commit in the previous
 * release (GET /repos/{owner}/{repo}/commits?author={login}&sha={previous tag}&per_page=1 is empty).
 */
export function peopleOf(
  commits: readonly Change[],
  compared: readonly ComparedCommit[],
  newLogins: ReadonlySet<string>,
): People {
  const bySha = new Map(compared.map(({ sha, author }) => [sha, author]));
  const firstPull = new Map<string, string | undefined>();
  const emails = new Set<string>();
  const others = new Set<string>();
  for (const change of [...commits].reverse()) {
    if (change.outside) continue;
    const author = bySha.get(change.hash);
    if (author && !isBot(author)) {
      emails.add(change.author.email.toLowerCase());
      const pull = change.pull?.number ?? splitPull(change.subject).pull;
      if (!firstPull.has(author.login) || (firstPull.get(author.login) === undefined && pull !== undefined)) {
        firstPull.set(author.login, pull);
      }
    }
    for (const { email } of change.coAuthors) if (!isMachine(email)) others.add(email.toLowerCase());
  }
  const logins = [...firstPull.keys()];
  const newcomers = logins
    .filter((login) => newLogins.has(login))
    .map((login) => {
      const pull = firstPull.get(login);
      return pull === undefined ? { login } : { login, pull };
    });
  const known = new Set(logins.map((login) => login.toLowerCase()));
  const coAuthors = [...others].filter((email) => !emails.has(email) && !known.has(loginOf(email))).length;
  return { logins, newcomers, coAuthors };
}

/** The logins to ask whether they are new: every author of the range that is no bot. */
export function authorsIn(compared: readonly ComparedCommit[]): string[] {
  return [...new Set(compared.flatMap(({ author }) => (author && !isBot(author) ? [author.login] : [])))];
}

/** The lines that name people; a login is checked, so that no answer can put Markdown into the notes. */
export function peopleLines({ logins, newcomers, coAuthors }: People): string[] {
  const lines: string[] = [];
  const named = logins.filter(isLogin).map((login) => `@${login}`);
  if (named.length > 0) {
    const others = coAuthors === 0 ? '' : ` and ${coAuthors} ${coAuthors === 1 ? 'co-author' : 'co-authors'}`;
    lines.push(`**Contributors**: ${named.join(', ')}${others}`);
  }
  const fresh = newcomers.filter(({ login }) => isLogin(login));
  if (fresh.length > 0) {
    const list = fresh.map(({ login, pull }) => `@${login}${pull === undefined ? '' : ` in #${pull}`}`);
    lines.push(`**New contributors**: ${list.join(', ')}`);
  }
  return lines;
}

function isBot(author: { readonly login: string; readonly type?: string }): boolean {
  return author.type === 'Bot' || author.login.endsWith('[bot]');
}

/** Apps and coding agents put themselves into the trailers, by addresses that nobody reads. */
function isMachine(email: string): boolean {
  return (
    /\[bot\]@|^(?:\d+\+)?copilot@users\.noreply\.github\.com$/i.test(email) ||
    /^no-?reply@|^(?:cursoragent@cursor\.com|aider@aider\.chat)$/i.test(email)
  );
}

/** GitHub's own address form: `123+login@users.noreply.github.com`. */
function loginOf(email: string): string {
  return /^(?:\d+\+)?([^@]+)@users\.noreply\.github\.com$/.exec(email)?.[1] ?? '';
}

function isLogin(login: string): boolean {
  return /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})$/.test(login);
}
