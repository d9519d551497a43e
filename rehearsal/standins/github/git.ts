// The repository as GitHub has it: reads and writes of a git directory by git itself.
import { GitCommands } from './git-commands.ts';

export interface Person {
  readonly name: string;
  readonly email: string;
  /** ISO 8601, UTC. */
  readonly date: string;
}

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
}

export interface Ref {
  /** Full name, `refs/…`. */
  readonly ref: string;
  readonly type: string;
  readonly sha: string;
}

export interface AnnotatedTag {
  readonly tag: string;
  readonly message: string;
  readonly tagger: Person;
  readonly object: { readonly type: string; readonly sha: string };
}

const FIELDS = ['%H', '%T', '%P', '%an', '%ae', '%at', '%cn', '%ce', '%ct', '%B'];
const FORMAT = `--format=${FIELDS.map((field) => `${field}%x00`).join('')}`;
const MISSING = '0'.repeat(40);

const utc = (seconds: string) => new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z');

function parseCommits(text: string): readonly Commit[] {
  const fields = text.split('\0');
  const commits: Commit[] = [];
  for (let i = 0; i + FIELDS.length <= fields.length; i += FIELDS.length) {
    const [
      sha = '',
      tree = '',
      parents = '',
      an = '',
      ae = '',
      at = '',
      cn = '',
      ce = '',
      ct = '',
      body = '',
    ] = fields.slice(i, i + FIELDS.length);
    commits.push({
      sha: sha.trim(),
      tree,
      parents: parents.split(' ').filter(Boolean),
      author: { name: an, email: ae, date: utc(at) },
      committer: { name: cn, email: ce, date: utc(ct) },
      message: body.replace(/\n+$/, ''),
    });
  }
  return commits;
}

export class Git {
  readonly dir: string;
  readonly #commands: GitCommands;

  constructor(dir: string) {
    this.dir = dir;
    this.#commands = new GitCommands(dir);
  }

  /** Standard output of a git command that only reads; rejects when git fails. */
  run(...args: readonly string[]): Promise<string> {
    return this.#commands.read(args);
  }

  async #succeeds(...args: readonly string[]): Promise<boolean> {
    return this.run(...args).then(
      () => true,
      () => false,
    );
  }

  /** The branch that HEAD names; GitHub's default branch. */
  async defaultBranch(): Promise<string> {
    return this.run('symbolic-ref', '--short', 'HEAD').then(
      (name) => name.trim(),
      () => 'main',
    );
  }

  /** Refs whose full name starts with `prefix`. */
  async refs(prefix: string): Promise<readonly Ref[]> {
    const text = await this.run('for-each-ref', '--format=%(refname) %(objecttype) %(objectname)');
    return text
      .split('\n')
      .map((line) => line.split(' '))
      .flatMap(([ref = '', type = '', sha = '']) => (ref.startsWith(prefix) ? [{ ref, type, sha }] : []))
      .filter(({ ref }) => ref !== '');
  }

  async ref(name: string): Promise<Ref | undefined> {
    return (await this.refs(name)).find(({ ref }) => ref === name);
  }

  /** The commit that any revision names; undefined when there is none. */
  async commitOf(revision: string): Promise<string | undefined> {
    if (revision.startsWith('-')) return undefined;
    return this.run('rev-parse', '--verify', '--quiet', `${revision}^{commit}`).then(
      (sha) => sha.trim(),
      () => undefined,
    );
  }

  async typeOf(sha: string): Promise<string | undefined> {
    return this.run('cat-file', '-t', sha).then(
      (type) => type.trim(),
      () => undefined,
    );
  }

  isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    return this.#succeeds('merge-base', '--is-ancestor', ancestor, descendant);
  }

  /** Commits of a range, newest first unless more options say otherwise. */
  async log(...args: readonly string[]): Promise<readonly Commit[]> {
    return parseCommits(await this.run('log', FORMAT, ...args, '--'));
  }

  async commit(revision: string): Promise<Commit | undefined> {
    const sha = await this.commitOf(revision);
    return sha === undefined ? undefined : (await this.log('-1', sha))[0];
  }

  async mergeBase(a: string, b: string): Promise<string | undefined> {
    return this.run('merge-base', a, b).then(
      (sha) => sha.trim(),
      () => undefined,
    );
  }

  /** Sets a ref only when it still is `expected` (undefined: does not exist). Answers whether it did. */
  setRef(name: string, sha: string, expected: string | undefined): Promise<boolean> {
    return this.#commands.change(['update-ref', name, sha, expected ?? MISSING]);
  }

  deleteRef(name: string): Promise<boolean> {
    return this.#commands.change(['update-ref', '-d', name]);
  }

  isRefName(name: string): Promise<boolean> {
    return this.#succeeds('check-ref-format', name);
  }

  /** Reads an annotated tag object; undefined when the object is something else. */
  async tag(sha: string): Promise<AnnotatedTag | undefined> {
    if ((await this.typeOf(sha)) !== 'tag') return undefined;
    const text = await this.run('cat-file', 'tag', sha);
    const end = text.indexOf('\n\n');
    const head = text.slice(0, end);
    const field = (name: string) => new RegExp(`^${name} (.*)$`, 'm').exec(head)?.[1] ?? '';
    const [, name = '', email = '', at = '0'] = /^(.*) <(.*)> (\d+)/.exec(field('tagger')) ?? [];
    return {
      tag: field('tag'),
      message: text.slice(end + 2),
      tagger: { name, email, date: utc(at) },
      object: { type: field('type'), sha: field('object') },
    };
  }

  /** Writes an annotated tag object (no ref) and returns its hash. */
  async makeTag(
    name: string,
    object: string,
    type: string,
    message: string,
    tagger: Person,
  ): Promise<string> {
    const seconds = Math.floor(Date.parse(tagger.date) / 1000);
    const head = `object ${object}\ntype ${type}\ntag ${name}\ntagger ${tagger.name} <${tagger.email}> ${seconds} +0000`;
    const made = await this.#commands.write(['mktag'], `${head}\n\n${message.replace(/\n*$/, '\n')}`);
    return made.trim();
  }
}
