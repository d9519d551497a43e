// The called workflow's build-secrets and ssh-key: they reach the build's own mounts, and nothing that anybody keeps or reads.
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { run } from '../parts/command.ts';
import { ensureSsh, makeKey } from '../parts/openssh.ts';
import { type WorkflowRun, callWorkflow } from '../runner/workflow.ts';
import { openStage, SET_UP_MS, type Stage } from './stage.ts';

const TOKEN = 'npm-token-of-the-called-9c41d7';
const LINES = ['first-line-2b7e15', 'second-line-1628ae'];

let stage: Stage;
let released: WorkflowRun;
/** Every form in which a secret might be written, by its name. */
let forms: Readonly<Record<string, readonly string[]>>;
const left: string[] = [];

const heldBy = (text: string): readonly string[] =>
  Object.entries(forms).flatMap(([name, all]) => (all.some((form) => text.includes(form)) ? [name] : []));
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const sum = (text: string): string => createHash('sha256').update(text).digest('hex');

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The Dockerfile of each job: a build without one of them ends here. */
async function useSecrets(workspace: string): Promise<void> {
  const file = join(workspace, 'Dockerfile');
  const holds = (id: string, value: string): string =>
    `RUN --mount=type=secret,id=${id},required=true echo "${sum(value)}  /run/secrets/${id}" | sha256sum -c\n`;
  const steps = [
    holds('npm', TOKEN),
    holds('lines', LINES.join('\n')),
    'RUN --mount=type=ssh,required=true test -S "$SSH_AUTH_SOCK"\n',
  ];
  const text = await readFile(file, 'utf8');
  const with_ = text.replace('WORKDIR /src\n', `WORKDIR /src\n${steps.join('')}`);
  if (with_ === text) throw new Error('the Dockerfile of the example has changed: WORKDIR /src is gone');
  await writeFile(file, with_);
}

beforeAll(async () => {
  stage = await openStage();
  const keys = await mkdtemp(join(stage.dir, 'ssh-'));
  await makeKey(await ensureSsh(() => undefined), join(keys, 'key'), 'deploy');
  const key = await readFile(join(keys, 'key'), 'utf8');
  await run('rm', ['-r', keys]);
  forms = {
    token: [TOKEN, base64(TOKEN)],
    lines: LINES.flatMap((line) => [line, base64(line)]),
    key: key.split('\n').filter((line) => line !== '' && !line.startsWith('-----')),
  };
  released = await callWorkflow(
    stage.site,
    {
      ref: 'refs/tags/v1.2.0',
      secrets: {
        'build-secrets': `npm: ${TOKEN}\nlines: |-\n  ${LINES.join('\n  ')}\n`,
        'ssh-key': key,
      },
      job: () => ({
        prepare: useSecrets,
        inspect: async ({ workRoot, temp, home, dockerConfig }) => {
          for (const folder of [workRoot, temp, home, dockerConfig])
            for (const file of await filesBelow(folder))
              left.push(...heldBy(await readFile(file, 'latin1')).map((name) => `${name}: ${file}`));
        },
      }),
    },
    () => undefined,
  );
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

test('the build has them in its mounts, with the very values, and the release is made and verified', () => {
  const said = released.jobs.flatMap(({ name, result }) =>
    (result?.annotations ?? []).flatMap(({ level, message }) =>
      level === 'error' ? [`${name}: ${message}`] : [],
    ),
  );
  expect(said).toEqual([]);
  expect(released.outputs).toMatchObject({ verified: 'true' });
  const built = released.jobs.flatMap(({ result }) =>
    (result?.timeline ?? []).filter(({ title, outcome }) => title.startsWith('Build ') && outcome === 'made'),
  );
  expect(built).toHaveLength(2);
});

describe('none of them is in', () => {
  test.each(['log', 'summary', 'manifest', 'outputs', 'annotations', 'state', 'env', 'timeline'] as const)(
    'the %s of any job',
    (part) => {
      for (const { name, result } of released.jobs)
        expect([name, ...heldBy(JSON.stringify(result?.[part] ?? ''))]).toEqual([name]);
    },
  );

  test('what the jobs hand on', () => {
    expect(heldBy(JSON.stringify([released.outputs, released.jobs.map(({ outputs }) => outputs)]))).toEqual(
      [],
    );
  });

  test('the registry, the release, the transparency log, or any request: image, build records, provenance', async () => {
    // So that the search can find.
    expect(heldBy(`NPM_TOKEN=${TOKEN}`)).toEqual(['token']);
    const all = await filesBelow(stage.dir);
    expect(all.length).toBeGreaterThan(50);
    const holding: string[] = [];
    for (const file of all)
      holding.push(...heldBy(await readFile(file, 'latin1')).map((name) => `${name}: ${file}`));
    expect(holding).toEqual([]);
    // A layer is compressed: what is unpacked of it, too.
    const { crane, image } = stage.judges;
    for (const platform of ['linux/amd64', 'linux/arm64']) {
      const unpacked = await crane('export', '--platform', platform, `${image}:v1.2.0`, '-');
      expect([platform, unpacked.code, ...heldBy(unpacked.stdout)]).toEqual([platform, 0]);
    }
  });

  test('any file that a runner is left with', () => {
    expect(left).toEqual([]);
  });
});
