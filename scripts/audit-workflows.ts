// Runs actionlint and zizmor over the workflows and action.yml: those on PATH, else pinned ones by Go and pipx.
import { spawnSync } from 'node:child_process';

interface Auditor {
  readonly name: string;
  /** Used where no such program is installed; hosted runners have both. */
  readonly otherwise: readonly [string, ...string[]];
  readonly args: readonly string[];
}

const auditors: readonly Auditor[] = [
  {
    name: 'actionlint',
    otherwise: ['go', 'run', 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12'],
    args: [],
  },
  {
    name: 'zizmor',
    otherwise: ['pipx', 'run', 'zizmor==1.32.0'],
    // Without the questions that need GitHub's API, so that every run has the same answer.
    args: ['--offline', '--persona=pedantic', '.github', 'action.yml'],
  },
];

for (const { name, otherwise, args } of auditors) {
  const installed = spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0;
  const [program, ...lead] = installed ? [name] : otherwise;
  process.stdout.write(`${name}\n`);
  const { status, error } = spawnSync(program, [...lead, ...args], { stdio: 'inherit' });
  if (error) process.stderr.write(`${program} is needed to run ${name}: ${error.message}\n`);
  if (status !== 0) process.exitCode = 1;
}
