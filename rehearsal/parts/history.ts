// A git history written as data: commits as changes to files, turned into one `git fast-import` stream.

export interface Person {
  readonly name: string;
  readonly email: string;
}

/** One commit. Times are seconds since 1970, always in UTC. */
export interface Commit {
  readonly id: string;
  readonly message: string;
  readonly author: Person;
  readonly time: number;
  /** Parents by id; the commit before it in the list unless given. */
  readonly parents?: readonly string[];
  /** Files written (text) and removed (null); what a merge takes over is written again. */
  readonly files: Readonly<Record<string, string | null>>;
  /** An annotated tag on this commit, with its message. */
  readonly tag?: readonly [name: string, message: string];
}

/** The stream that makes `refs/heads/main` from the commits; the same commits give the same ids everywhere. */
export function fastImport(commits: readonly Commit[]): string {
  const marks = new Map(commits.map((commit, i) => [commit.id, i + 1]));
  const markOf = (id: string): number => {
    const mark = marks.get(id);
    if (mark === undefined) throw new Error(`no commit is called ${id}`);
    return mark;
  };
  const out: string[] = [];
  commits.forEach((commit, i) => {
    const parents = commit.parents ?? (i === 0 ? [] : [commits[i - 1]!.id]);
    const who = `${commit.author.name} <${commit.author.email}> ${commit.time} +0000`;
    // Every commit goes through one scratch branch: a merge's parents are named by their marks, and without a
    // reset git would take the branch's tip for the first of them.
    if (parents.length === 0) out.push('reset refs/heads/main\n');
    out.push(
      `commit refs/heads/main\nmark :${i + 1}\nauthor ${who}\ncommitter ${who}\n${data(commit.message)}`,
    );
    parents.forEach((id, at) => out.push(`${at === 0 ? 'from' : 'merge'} :${markOf(id)}\n`));
    for (const [file, content] of Object.entries(commit.files)) {
      out.push(content === null ? `D ${file}\n` : `M 100644 inline ${file}\n${data(content)}`);
    }
    out.push('\n');
    if (commit.tag) {
      const [name, message] = commit.tag;
      out.push(`tag ${name}\nfrom :${i + 1}\ntagger ${who}\n${data(message)}`);
    }
  });
  out.push('done\n');
  return out.join('');
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
