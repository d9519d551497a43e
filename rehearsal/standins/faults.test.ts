// Faults and hooks: what is planned happens, once, to the right call.
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { FaultPlan, parseFault } from './core/faults.ts';
import { type World, fetchOf, octokitOf, createWorld, where } from './fixture.ts';
import type { StandInsOptions } from './world.ts';

jest.setTimeout(60_000);

let world: World | undefined;

async function start(options?: Partial<StandInsOptions>) {
  world = await createWorld(options);
  return { ...world, get: fetchOf(world.standIns) };
}

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

const REPO = 'https://api.github.com/repos/octo-org/example';
const broken = (call: Promise<Response>) =>
  call
    .then(
      async (response) => {
        await response.text();
        return String(response.status);
      },
      () => 'broken',
    )
    .catch(() => 'broken body');

describe('a fault is read', () => {
  test.each([
    ['GET api.github.com/repos=500', { method: 'GET', kind: 500, times: 1 }],
    ['* ghcr.io/v2/.*/manifests/=429:3', { method: '*', kind: 429, times: 3 }],
    ['put ghcr.io/v2/a=b/=reset:*', { method: 'PUT', kind: 'reset', times: Infinity }],
    ['#12=truncate', { method: '*', call: 12, kind: 'truncate', times: 1 }],
  ])('%s', (text, fault) => {
    expect(parseFault(text)).toMatchObject(fault);
  });

  test.each(['GET api.github.com', 'GET =500', 'GET x=teapot', ''])('%j is none', (text) => {
    expect(() => parseFault(text)).toThrow('not a fault');
  });

  test('and taken as often as it says, by the call it names', () => {
    const plan = new FaultPlan([parseFault('GET a/x=500:2'), parseFault('#3=reset')]);
    const call = (n: number, path: string) =>
      plan.take({ n, run: '1/1', time: '', method: 'GET', host: 'a', path, userAgent: '' });
    expect([call(1, '/x'), call(2, '/y'), call(3, '/z'), call(4, '/x'), call(5, '/x')]).toEqual([
      500,
      undefined,
      'reset',
      500,
      undefined,
    ]);
  });
});

describe('a fault happens', () => {
  test.each([
    ['500', '500', '200'],
    ['429', '429', '200'],
    ['secondary', '403', '200'],
    ['reset', 'broken', '200'],
    ['lost', 'broken', '200'],
    ['truncate', 'broken body', '200'],
  ])('%s: once, then all is well', async (kind, first, second) => {
    const { get } = await start({
      faults: [parseFault(`GET api.github.com/repos/octo-org/example$=${kind}`)],
    });
    expect([await broken(get(REPO)), await broken(get(REPO))]).toEqual([first, second]);
  });

  test('timeout: no answer at all', async () => {
    const { get, standIns } = await start({ faults: [parseFault('#1=timeout')] });
    expect(await broken(get(REPO, { signal: AbortSignal.timeout(300) }))).toBe('broken');
    expect(await broken(get(REPO))).toBe('200');
    expect(standIns.calls().some(({ fault, status }) => fault === 'timeout' && status === 0)).toBe(true);
  });

  test('reset comes before the deed, lost after it', async () => {
    const create = 'POST api.github.com/repos/octo-org/example/releases';
    const { standIns } = await start({
      faults: [parseFault(`${create}=reset`), parseFault(`${create}=lost`)],
    });
    const octokit = octokitOf(standIns);
    const make = () =>
      octokit.rest.repos.createRelease({ ...where, tag_name: 'v1.2.0', draft: true }).then(
        () => 'made',
        () => 'broken',
      );
    expect(await make()).toBe('broken');
    expect(standIns.releases()).toHaveLength(0);
    expect(await make()).toBe('broken');
    expect(standIns.releases()).toHaveLength(1);
  });
});

describe('hooks', () => {
  test('stand before and after the deed, and may break the connection', async () => {
    const seen: string[] = [];
    let drop: 'before' | 'after' | undefined;
    const { standIns, get } = await start({
      onCall: (n, phase, { method, path, status }) => {
        const releases = world?.standIns.releases().length ?? 0;
        seen.push(`${n} ${phase} ${method} ${path.split('/').at(-1) ?? ''} ${status ?? '-'} ${releases}`);
        return phase === drop ? 'drop' : undefined;
      },
    });
    const post = (tag: string) =>
      broken(
        get(`${REPO}/releases`, {
          method: 'POST',
          headers: { authorization: `Bearer ${standIns.token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ tag_name: tag, draft: true }),
        }),
      );
    expect(await post('v1.0.0')).toBe('201');
    drop = 'before';
    expect(await post('v1.1.0')).toBe('broken');
    drop = 'after';
    expect(await post('v1.2.0')).toBe('broken');
    expect(seen).toEqual([
      '1 before POST releases - 0',
      '1 after POST releases 201 1',
      '2 before POST releases - 1',
      '3 before POST releases - 1',
      '3 after POST releases 201 2',
    ]);
  });

  test('an observer is neither counted nor spoiled', async () => {
    const { standIns } = await start({ faults: [parseFault('* .*=500:*')], onCall: () => 'drop' });
    expect(await broken(fetchOf(standIns.observer)(REPO))).toBe('200');
  });
});

describe('two runs on one world', () => {
  test('have their own numbers, tokens and identities', async () => {
    const { standIns, get } = await start();
    const other = await standIns.addRun({
      event: 'push',
      ref: 'refs/tags/v1.1.0',
      sha: 'b'.repeat(40),
      runId: 78,
    });
    const getOther = fetchOf(other);
    await get(REPO);
    await getOther(REPO);
    await getOther(REPO);
    expect(standIns.calls().map(({ run, n }) => `${run} #${n}`)).toEqual(['77/1 #1', '78/1 #1', '78/1 #2']);
    const claims = async (access: typeof other, through: typeof get) => {
      const { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = access.env;
      const answer = await through(url, { headers: { authorization: `Bearer ${bearer ?? ''}` } });
      const { value } = (await answer.json()) as { value: string };
      return JSON.parse(Buffer.from(value.split('.')[1] ?? '', 'base64url').toString()) as Record<
        string,
        string
      >;
    };
    expect((await claims(standIns, get))['ref']).toBe('refs/tags/v1.2.0');
    expect(await claims(other, getOther)).toMatchObject({
      ref: 'refs/tags/v1.1.0',
      run_id: '78',
      sub: expect.stringMatching(/^repo:octo-org@\d+\/example@\d+:ref:refs\/tags\/v1\.1\.0$/) as unknown,
      job_workflow_ref: 'octo-org/example/.github/workflows/release.yml@refs/tags/v1.1.0',
    });
  });

  test('delays come from the seed', async () => {
    const times = async (seed: number) => {
      const { get, standIns, stop } = await start({ latency: { seed, maxMs: 60 } });
      for (let i = 0; i < 4; i += 1) await get('https://api.github.com/meta');
      const slow = standIns.calls().map(({ ms = 0 }) => ms);
      await stop();
      world = undefined;
      return slow;
    };
    const [a, b] = [await times(3), await times(4)];
    expect(Math.max(...a, ...b)).toBeGreaterThan(10);
    expect(a).not.toEqual(b);
  });
});
