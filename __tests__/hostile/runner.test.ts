/** @jest-environment node */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import * as core from '@actions/core';
import * as fc from '../support/property.ts';
import { parseKeyValues } from '../../rehearsal/runner/file-commands.ts';
import { parseCommand } from '../../rehearsal/runner/workflow-commands.ts';
import { makeSteps } from '../../src/run/step.ts';
import { safeLogLines } from '../../src/log-line.ts';
import { makeExec } from '../../src/world/process/exec.ts';
import { hostileTest, shares } from '../support/hostile/cases.ts';
import { text } from '../support/hostile/texts.ts';

/** As the runner splits what a step prints: a carriage return ends a line too. */
const lines = (printed: string): string[] => printed.split(/\r\n|\r|\n/);

/** The lines that the runner would obey: `::name::` at the start of a line, `##[name]` anywhere in one. */
const commands = (printed: string): string[] =>
  lines(printed).filter((line) => parseCommand(line) !== undefined || line.includes('##['));

/** What the real @actions/core prints. */
async function printed(work: () => Promise<void>): Promise<string> {
  let all = '';
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    all += String(chunk);
    return true;
  });
  try {
    await work();
  } finally {
    write.mockRestore();
  }
  return all;
}

const sink = {
  open: (title: string): void => {
    core.startGroup(title);
  },
  line: (said: string): void => {
    core.info(said);
  },
  close: (): void => {
    core.endGroup();
  },
};

async function runStep(title: string, said: string, end: string, fails: boolean): Promise<void> {
  const steps = makeSteps({ sink, onRecord: () => undefined, signal: new AbortController().signal });
  const step = steps.run({
    title,
    make: (log) => {
      log(said);
      return fails ? Promise.reject(new Error(end)) : Promise.resolve(end);
    },
    describe: (value) => value,
  });
  await step.catch((error: unknown) => {
    core.error((error as Error).message);
  });
}

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'hostile-'));
});
afterAll(() => {
  rmSync(dir, { recursive: true });
});

describe('outputs', () => {
  hostileTest(
    'an output is read back by the runner as it was set, and nothing else',
    [fc.array(text, { minLength: 1, maxLength: 4 })],
    (values) => {
      const file = join(dir, 'output');
      writeFileSync(file, '');
      const before = process.env['GITHUB_OUTPUT'];
      process.env['GITHUB_OUTPUT'] = file;
      try {
        values.forEach((value, at) => {
          core.setOutput(`name${at}`, value);
        });
      } finally {
        if (before === undefined) delete process.env['GITHUB_OUTPUT'];
        else process.env['GITHUB_OUTPUT'] = before;
      }
      // Line ends are all that the file's format does not keep.
      const kept = (value: string): string =>
        `${value.toWellFormed()}\n`
          .split(/\r\n|\n/)
          .slice(0, -1)
          .join('\n');
      expect(parseKeyValues(readFileSync(file, 'utf8'))).toEqual(
        Object.fromEntries(values.map((value, at) => [`name${at}`, kept(value)])),
      );
    },
  );
});

describe('the log', () => {
  hostileTest(
    'no word of a step becomes a command of the runner',
    [text, text, text, fc.boolean()],
    async (title, said, end, fails) => {
      const log = await printed(() => runStep(title, said, end, fails));
      const obeyed = commands(log).map((line) => parseCommand(line)?.name ?? line);
      expect(obeyed).toEqual(fails ? ['group', 'endgroup', 'error'] : ['group', 'endgroup']);
    },
  );

  hostileTest('no line of a tool becomes a command of the runner', [text], (said) => {
    expect(commands(safeLogLines(said).join('\n'))).toEqual([]);
    expect(safeLogLines(safeLogLines(said).join('\n'))).toEqual(safeLogLines(said));
  });

  hostileTest(
    'a program’s own output, in whatever pieces, becomes no command of the runner',
    [fc.array(text, { maxLength: 5 })],
    async (parts) => {
      const seen: string[] = [];
      const exec = makeExec({ env: { PATH: process.env['PATH'] ?? '' } });
      const script = `const fs = require('fs'); for (const part of ${JSON.stringify(parts)}) { fs.writeSync(1, part); fs.writeSync(2, part); }`;
      const onLine = (line: string): void => void seen.push(line);
      await exec.run([process.execPath, '-e', script], { onLine });
      expect(commands(seen.join('\n'))).toEqual([]);
    },
  );

  test('a second line of what a server said is no command', async () => {
    const said = "the draft's release.json speaks of a\r::set-env name=A::b, not of c";
    expect(commands(await printed(() => runStep('It', said, 'done\n::add-mask::x', false)))).toHaveLength(2);
  });
});

test('the shares are ten thousand cases', () => {
  expect(Object.values(shares).reduce((sum, part) => sum + part, 0)).toBe(10_000);
});
