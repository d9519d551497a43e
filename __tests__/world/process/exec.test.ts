import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ReleaseError } from '../../../src/errors.ts';
import { makeExec } from '../../../src/world/process/exec.ts';

const exec = makeExec({ env: { PATH: process.env['PATH']!, BASE: 'base' } });
const node = process.execPath;

/** Waits until a process is no more. A killed grandchild stays a zombie until init reaps it. */
/** What has ended and was not reaped yet is not there. */
async function isThere(pid: number): Promise<boolean> {
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return state !== '' && !state.slice(state.lastIndexOf(')')).startsWith(') Z');
}

async function gone(pid: number): Promise<boolean> {
  for (;;) {
    if (!(await isThere(pid))) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('run', () => {
  test('answers code, stdout bytes and stderr; arguments are never read by a shell', async () => {
    const hostile = '$(touch pwned); `id` "\' | & > <';
    const result = await exec.run([
      node,
      '-e',
      'process.stdout.write(process.argv[1]); process.stderr.write("note")',
      hostile,
    ]);
    expect(result).toEqual({ code: 0, stdout: Buffer.from(hostile), stderr: 'note' });
  });

  test('gives the base environment plus what is added, and the input on stdin', async () => {
    const script =
      'process.stdin.pipe(process.stdout); console.log(process.env.BASE, process.env.MORE, process.env.HOME)';
    const result = await exec.run([node, '-e', script], { env: { MORE: 'more' }, input: 'secret' });
    expect(result.stdout.toString()).toContain('base more undefined');
    expect(result.stdout.toString()).toContain('secret');
  });

  test('a failure carries the last lines of the program', async () => {
    const script = 'for (let i = 0; i < 50; i++) console.error("line " + i); process.exit(3)';
    const error: unknown = await exec.run([node, '-e', script]).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ReleaseError);
    expect((error as Error).message).toMatch(/exited with 3:\nline 30\n[^]*line 49$/);
  });

  test('a failure that is allowed is an answer', async () => {
    expect((await exec.run([node, '-e', 'process.exit(7)'], { allowFailure: true })).code).toBe(7);
  });

  describe('what cannot be started', () => {
    let dir: string;
    beforeEach(async () => {
      dir = await mkdtemp(join(tmpdir(), 'exec-'));
    });
    afterEach(() => rm(dir, { recursive: true, force: true }));

    test('a program that is still open for writing is waited for', async () => {
      const file = join(dir, 'tool');
      const handle = await open(file, 'w', 0o755);
      await handle.writeFile('#!/bin/sh\necho ready\n');
      // The first try is made before this returns, and meets the open file.
      const running = exec.run([file]);
      await handle.close();
      expect((await running).stdout.toString()).toBe('ready\n');
    });

    test.each([
      [
        'not allowed',
        '#!/bin/sh\n',
        0o644,
        [],
        /^tool could not be started: it may not be run$/,
        /^chmod \+x /,
      ],
      [
        'too long',
        '#!/bin/sh\n',
        0o755,
        ['x'.repeat(131_072)],
        /^tool could not be started: its arguments are too long/,
        /labels/,
      ],
    ])('%s', async (_, text, mode, args, message, hint) => {
      const file = join(dir, 'tool');
      await writeFile(file, text, { mode });
      await expect(exec.run([file, ...args])).rejects.toMatchObject({
        message: expect.stringMatching(message) as unknown,
        hint: expect.stringMatching(hint) as unknown,
        code: 'tool-failed',
      });
    });
  });

  test('a program that is not there is named', async () => {
    await expect(exec.run(['no-such-program-here'])).rejects.toThrow('no-such-program-here was not found');
    await expect(exec.run(['true'], { cwd: '/no/such/folder' })).rejects.toThrow(
      'there is no folder /no/such/folder to run true in',
    );
  });

  test('each argument vector is told as it is started, whatever comes of it, and nothing of input or environment', async () => {
    const told: (readonly string[])[] = [];
    const env = { PATH: process.env['PATH']! };
    const traced = makeExec({ env, trace: (argv) => void told.push(argv) });
    const argvs = [
      [node, '-e', '', 'a b\n"c"'],
      [node, '-e', 'process.exit(3)'],
      ['no-such-program-here', '--x'],
    ];
    for (const argv of argvs)
      await traced
        .run(argv, { input: 'hush', env: { TOKEN: 'hush' }, allowFailure: true })
        .catch(() => undefined);
    expect(told).toEqual(argvs);
  });

  test('cancelling ends the program and what it started', async () => {
    const controller = new AbortController();
    const stoppable = makeExec({ env: { PATH: process.env['PATH']! }, signal: controller.signal });
    const pids: number[] = [];
    const script =
      'const c = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]); console.log(c.pid); setInterval(() => {}, 1000)';
    const run = stoppable.run([node, '-e', script], {
      onLine: (line) => {
        pids.push(Number(line));
        controller.abort();
      },
    });
    await expect(run).rejects.toThrow('was stopped because the run was cancelled');
    expect(pids).toHaveLength(1);
    expect(await gone(pids[0]!)).toBe(true);
  });

  test('cancelling waits for what the program started, and kills what does not end', async () => {
    const controller = new AbortController();
    const stoppable = makeExec({ env: { PATH: process.env['PATH']! }, signal: controller.signal });
    const pids: number[] = [];
    const deaf = 'process.on("SIGTERM", () => {}); console.log("deaf"); setInterval(() => {}, 1000)';
    // It holds no pipe of the program's, so that nothing else is a reason to wait for it.
    const script = `const c = require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(deaf)}], { stdio: ["ignore", "pipe", "ignore"] }); c.stdout.once("data", () => console.log(c.pid)); setInterval(() => {}, 1000)`;
    const run = stoppable.run([node, '-e', script], {
      onLine: (line) => {
        pids.push(Number(line));
        controller.abort();
      },
    });
    await expect(run).rejects.toThrow('was stopped because the run was cancelled');
    expect(await isThere(pids[0]!)).toBe(false);
  });
});
