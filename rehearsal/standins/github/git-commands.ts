// Runs git on one git directory, and no more often than needed.
import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * What changes whenever a ref does: git replaces files, which shows in their folders' times. Objects only ever
 * come to be, so that what was once found stays true until a ref moves.
 */
function refsSignature(gitDir: string): string {
  const times: bigint[] = [];
  const visit = (folder: string) => {
    times.push(statSync(folder, { bigint: true }).mtimeNs);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) visit(join(folder, entry.name));
    }
  };
  visit(join(gitDir, 'refs'));
  for (const file of ['HEAD', 'packed-refs']) {
    times.push(statSync(join(gitDir, file), { bigint: true, throwIfNoEntry: false })?.mtimeNs ?? 0n);
  }
  return times.join();
}

export class GitCommands {
  readonly #dir: string;
  // Starting a process holds up every other call of the world, so each answer is kept while it holds.
  readonly #answers = new Map<string, Promise<string>>();
  #signature = '';

  constructor(dir: string) {
    this.#dir = dir;
  }

  async #execute(args: readonly string[], input?: string): Promise<string> {
    const argv = ['-c', 'safe.directory=*', '--git-dir', this.#dir, ...args];
    const running = execute('git', argv, { maxBuffer: 256 * 1024 * 1024 });
    running.child.stdin?.end(input);
    return (await running).stdout;
  }

  /** Standard output of a command that only reads; rejects when git fails. */
  read(args: readonly string[]): Promise<string> {
    const signature = refsSignature(this.#dir);
    if (signature !== this.#signature) this.#answers.clear();
    this.#signature = signature;
    const key = args.join('\0');
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = this.#execute(args);
    this.#answers.set(key, answer);
    // A thing that is not there may come to be.
    answer.catch(() => this.#answers.delete(key));
    return answer;
  }

  /** Whether a command that changes a ref did so. */
  async change(args: readonly string[]): Promise<boolean> {
    try {
      await this.#execute(args);
      return true;
    } catch {
      // git refused: the ref is not as expected. The caller says so to its client.
      return false;
    } finally {
      this.#answers.clear();
    }
  }

  /** Standard output of a command that adds an object, given on standard input. */
  write(args: readonly string[], input: string): Promise<string> {
    return this.#execute(args, input);
  }
}
