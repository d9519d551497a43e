import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const read = (...path: readonly string[]): string => readFileSync(join(root, ...path), 'utf8');

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
}

const manifest = JSON.parse(read('package.json')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};
const lock = JSON.parse(read('package-lock.json')) as { readonly packages: Readonly<Record<string, Locked>> };
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
/** What can end in the bundle. */
const shipped = packages.filter(([, { dev, optional, devOptional }]) => !dev && !optional && !devOptional);

describe('the lock file', () => {
  test('has the hash of every package that CI installs, and sends nobody to another registry', () => {
    // What is left without one: optional development binaries for other machines.
    const elsewhere = ({ dev, optional, os, cpu }: Locked): boolean =>
      dev === true && optional === true && !(os?.includes('linux') === true && cpu?.includes('x64') === true);
    // The one that stands in this repository.
    const own = ({ resolved }: Locked): boolean => resolved === 'file:scripts/node';
    const loose = packages.filter(
      ([, one]) => !own(one) && !/^sha512-[\w+/]{86}==$/.test(one.integrity ?? '') && !elsewhere(one),
    );
    expect(loose.map(([path]) => path)).toEqual([]);
    const strange = packages.filter(
      ([, one]) => !own(one) && one.resolved?.startsWith('https://registry.npmjs.org/') === false,
    );
    expect(strange.map(([path]) => path)).toEqual([]);
    expect(packages.length).toBeGreaterThan(100);
  });

  test('lets nothing that is shipped run a script when it is installed, and npm is told to run none at all', () => {
    expect(shipped.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
  });
});

describe('what is shipped', () => {
  test('has licences that ask for no more than to be named', () => {
    const taken =
      /^(?:MIT|ISC|0BSD|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|BlueOak-1\.0\.0|\(?MIT OR [\w.-]+\)?)$/;
    const odd = shipped.filter(([, { license }]) => !taken.test(license ?? ''));
    expect(odd.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
    expect(shipped.length).toBeGreaterThan(20);
  });

  test('is listed with its licences beside the bundle', () => {
    const licences = read('dist', 'licenses.txt');
    const missing = Object.keys(manifest.dependencies).filter((name) => !licences.includes(name));
    expect(missing).toEqual([]);
  });

  test('depends on nothing that no decision record speaks for', () => {
    const records = readdirSync(join(root, 'docs', 'adr'))
      .map((name) => read('docs', 'adr', name))
      .join('\n');
    expect(Object.keys(manifest.dependencies).filter((name) => !records.includes(`\`${name}\``))).toEqual([]);
  });
});

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly permissions?: Readonly<Record<string, string>>; readonly steps: readonly Step[] }
    >
  >;
}

const folder = join(root, '.github', 'workflows');
/** This action's own release, and the workflow that callers release with. */
const releases = ['publish.yml', 'release.yml'];
/** What one job may that holds no checkout. */
const mayAlso: Readonly<Record<string, readonly object[]>> = {
  'site.yml': [{ pages: 'write', 'id-token': 'write' }],
};

describe.each(readdirSync(folder))('the workflow %s', (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const workflow = parse(text) as Workflow;
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test('pins every action to a commit', () => {
    const loose = steps.flatMap(({ uses }) =>
      uses === undefined || uses === '$/' || /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses) ? [] : [uses],
    );
    expect(loose).toEqual([]);
  });

  test('has no permissions but those that its jobs name, and writes only where it releases', () => {
    expect(workflow.permissions).toEqual({});
    for (const { permissions } of jobs) {
      expect(permissions).toBeDefined();
      if (!releases.includes(file))
        expect([{ contents: 'read' }, ...(mayAlso[file] ?? [])]).toContainEqual(permissions);
    }
  });

  test('keeps no token in the checkout, and runs no text from outside', () => {
    for (const { uses, with: inputs } of steps)
      if (uses?.startsWith('actions/checkout@')) expect(inputs?.['persist-credentials']).toBe(false);
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });
});

describe('CI', () => {
  const workflowOf = (name: string): Workflow => parse(read('.github', 'workflows', name)) as Workflow;
  const commandsOf = ({ jobs }: Workflow): readonly string[] =>
    Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));

  test('builds dist/ again and compares it, where nothing is given away', () => {
    const text = read('.github', 'workflows', 'check-dist.yml');
    const [install, build, compare, ...more] = commandsOf(parse(text) as Workflow);
    expect([install, build, more]).toEqual(['npm ci', 'npm run build', []]);
    expect(compare).toMatch(/^test -z "\$\(git status --porcelain dist\)" \|\| /);
    expect(text).not.toMatch(/secrets\.|github\.token|actions\/cache/);
    expect(read('.ci', 'run')).toMatch(/^npm run build -- --check$/m);
    // Neither of them runs only sometimes, or may fail.
    expect(text).not.toMatch(/continue-on-error|paths(?:-ignore)?:|^\s+if:/m);
    expect(read('.ci', 'run')).toMatch(/^set -euo pipefail$/m);
  });

  test('asks npm, actionlint and zizmor about dependencies and workflows', () => {
    const commands = commandsOf(workflowOf('ci.yml'));
    expect(commands).toEqual(expect.arrayContaining(['.ci/run', 'npm run audit:workflows', 'npm audit']));
    expect(read('.github', 'workflows', 'ci.yml')).not.toContain('continue-on-error');
    expect(read('scripts', 'audit-workflows.ts')).toMatch(/find: findActionlint[\s\S]*find: findZizmor/);
    expect(read('rehearsal', 'parts', 'auditors.ts')).toMatch(/^const ZIZMOR = '\d+\.\d+\.\d+';$/m);
    expect(read('rehearsal', 'parts', 'go', 'actionlint', 'go.mod')).toMatch(
      /^require github\.com\/rhysd\/actionlint v\d/m,
    );
  });

  test('lets an update wait for seven days', () => {
    const { updates } = parse(read('.github', 'dependabot.yml')) as {
      readonly updates: readonly { readonly cooldown?: { readonly 'default-days': number } }[];
    };
    expect(updates.length).toBeGreaterThan(0);
    for (const { cooldown } of updates) expect(cooldown).toEqual({ 'default-days': 7 });
  });

  test('tries a million hostile cases by schedule', () => {
    expect(workflowOf('fuzz.yml').on).toHaveProperty('schedule');
    expect(commandsOf(workflowOf('fuzz.yml'))).toContain('npm run fuzz -- --cases 1000000');
  });
});
