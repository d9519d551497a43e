// Runs actionlint and zizmor over the workflows and action.yml: those on PATH, as hosted runners have them, else pinned ones. A
// lock file of GitHub's, where there is one, must say what the workflows say.
import { spawnSync } from 'node:child_process';
import { findActionlint, findZizmor } from '../rehearsal/parts/auditors.ts';
import { ownLockFaults } from './actions-lock.ts';

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const auditors = [
  {
    find: findActionlint,
    // Newer than it: `$/` (GitHub, July 2026) and what the job context says of the called workflow (April 2026).
    args: [
      '-ignore',
      String.raw`specifying action "\$/"`,
      '-ignore',
      'property "workflow_sha" is not defined',
    ],
  },
  // Without the questions that need GitHub's API, so that every run has the same answer.
  { find: findZizmor, args: ['--offline', '--persona=pedantic', '.github', 'action.yml'] },
] as const;

for (const { find, args } of auditors) {
  const program = await find(say);
  process.stdout.write(`${program}\n`);
  const { status, error } = spawnSync(program, args, { stdio: 'inherit' });
  if (error) process.stderr.write(`${program} could not be started: ${error.message}\n`);
  if (status !== 0) process.exitCode = 1;
}

for (const fault of ownLockFaults()) {
  process.stderr.write(`${fault}\n`);
  process.exitCode = 1;
}
