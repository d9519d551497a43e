import { describe, expect, test } from '@jest/globals';
import * as fc from '../../support/property.ts';
import type { Image, MovedPointer } from '../../../src/plan/artifacts.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { movePointers } from '../../../src/steps/publish/pointers.ts';
import type { World } from '../../../src/world/world.ts';
import {
  type FakeSteps,
  type Hook,
  type MemoryGitHub,
  type MemoryRegistry,
  memoryGitHub,
  memoryRegistry,
  quickSteps,
  strict,
} from '../../support/fakes.ts';
import { commit, fill, imageOf, inputsOf, planOf } from '../../support/samples.ts';

const app = 'ghcr.io/octo-org/app';
const raw = { platforms: 'linux/amd64' };

interface Stage {
  readonly registry: MemoryRegistry;
  readonly github: MemoryGitHub;
  readonly steps: FakeSteps;
  /** Publishes image tag and release of a version, as its run has done by the time it moves pointers. */
  publish(tag: string): { plan: Plan; image: Image };
  move(tag: string, given?: Readonly<Record<string, string>>): Promise<readonly MovedPointer[]>;
  /** What each pointer names, as a version. */
  names(): Readonly<Record<'minor' | 'major' | 'latest' | 'github', string | undefined>>;
}

/** A repository with these Git tags. */
function stage(tags: readonly string[], hooks: { before?: Hook; after?: Hook } = {}): Stage {
  const registry = memoryRegistry(hooks);
  const github = memoryGitHub(hooks);
  const steps = quickSteps();
  for (const tag of tags) github.refs.set(tag, `commit of ${tag}`);
  const versions = new Map<string, string>();
  const prepared = (tag: string, given = {}): { plan: Plan; image: Image } => {
    // Planned when no higher tag was there yet: what came later is for the pointers to find out.
    const plan = planOf(tag, { tags: [tag], raw: { ...raw, ...given } });
    const image = imageOf(plan, ((tag.codePointAt(3) ?? 0) % 10).toString());
    versions.set(image.digest, tag);
    return { plan, image };
  };
  const publish = (tag: string, given = {}): { plan: Plan; image: Image } => {
    const { plan, image } = prepared(tag, given);
    github.refs.set(tag, github.refs.get(tag) ?? `commit of ${tag}`);
    registry.add(JSON.parse(image.index) as object, image.mediaType);
    registry.manifests.set(image.digest, {
      descriptor: { mediaType: image.mediaType, digest: image.digest, size: image.index.length },
      bytes: Buffer.from(image.index),
    });
    registry.tags.set(`${app}:${tag}`, image.digest);
    if (![...github.releases.values()].some((release) => release.tag === tag))
      github.give({ tag, draft: false });
    return { plan, image };
  };
  return {
    registry,
    github,
    steps,
    publish,
    move: async (tag, given = {}) => {
      const { plan, image } = publish(tag, given);
      const release = [...github.releases.values()].find((one) => one.tag === tag)!;
      const world = strict<World>('world', { registry, github }).it;
      return movePointers({ plan, world, steps }, inputsOf({ ...raw, ...given }), image, { release });
    },
    names: () => ({
      minor: versions.get(registry.tags.get(`${app}:v1.2`) ?? ''),
      major: versions.get(registry.tags.get(`${app}:v1`) ?? ''),
      latest: versions.get(registry.tags.get(`${app}:latest`) ?? ''),
      github: github.latest === undefined ? undefined : github.releases.get(github.latest)?.tag,
    }),
  };
}

const all = (tag: string): object => ({ minor: tag, major: tag, latest: tag, github: tag });

describe('a release alone', () => {
  test('takes every pointer, and says from where', async () => {
    const here = stage(['v1.1.0', 'v1.2.0']);
    here.registry.tags.set(`${app}:v1`, fill('9'));
    here.registry.manifests.set(fill('9'), {
      descriptor: { mediaType: 'x', digest: fill('9'), size: 0 },
      bytes: Buffer.alloc(0),
    });
    const moved = await here.move('v1.2.0');
    expect(here.names()).toEqual(all('v1.2.0'));
    const to = here.registry.tags.get(`${app}:v1.2.0`);
    expect(moved).toEqual([
      { kind: 'image', name: `${app}:v1.2`, to },
      { kind: 'image', name: `${app}:v1`, from: fill('9'), to },
      { kind: 'image', name: `${app}:latest`, to },
      { kind: 'github-latest', name: 'latest', to: 'v1.2.0' },
    ]);
  });

  test('a second time writes nothing', async () => {
    const here = stage(['v1.2.0']);
    await here.move('v1.2.0');
    const writes = here.registry.writes.length + here.github.writes.length;
    await here.move('v1.2.0');
    expect(here.registry.writes.length + here.github.writes.length).toBe(writes);
    expect(here.steps.outcomes().slice(-4).sort()).toEqual([
      "Move GitHub's latest release: found",
      `Move ${app}:latest: found`,
      `Move ${app}:v1.2: found`,
      `Move ${app}:v1: found`,
    ]);
  });

  test('git tags are moved to the commit, and made where there is none', async () => {
    const here = stage(['v1.1.0', 'v1.2.0']);
    here.github.refs.set('v1', 'commit of v1.1.0');
    const moved = await here.move('v1.2.0', { 'git-tags': 'minor,major', floating: 'none' });
    expect([here.github.refs.get('v1'), here.github.refs.get('v1.2')]).toEqual([commit, commit]);
    expect(moved.slice(0, 2)).toEqual([
      { kind: 'git', name: 'v1.2', to: commit },
      { kind: 'git', name: 'v1', from: 'commit of v1.1.0', to: commit },
    ]);
    expect(here.registry.writes).toEqual([]);
  });

  test('every image name gets its pointers', async () => {
    const here = stage(['v1.2.0']);
    await here.move('v1.2.0', { image: `${app}\nocto/mirror`, floating: 'latest' });
    const { tags } = here.registry;
    expect(tags.get('docker.io/octo/mirror:latest')).toBe(tags.get(`${app}:latest`));
  });
});

describe('a higher release', () => {
  test('that is finished keeps what it has; what it has not is taken', async () => {
    const here = stage(['v1.2.0']);
    await here.move('v1.3.0');
    const moved = await here.move('v1.2.0');
    expect(here.names()).toEqual({ minor: 'v1.2.0', major: 'v1.3.0', latest: 'v1.3.0', github: 'v1.3.0' });
    expect(moved.filter(({ left }) => left).map(({ name, to }) => [name, to])).toEqual([
      [`${app}:v1`, 'v1.3.0'],
      [`${app}:latest`, 'v1.3.0'],
      ['latest', 'v1.3.0'],
    ]);
  });

  test('that came between the question and the write gets its pointer back', async () => {
    let come = true;
    const here = stage(['v1.2.0'], {
      before: (call) => {
        if (!come || call !== `put ${app}:latest`) return;
        come = false;
        const { image } = here.publish('v1.3.0');
        here.registry.tags.set(`${app}:latest`, image.digest);
      },
    });
    await here.move('v1.2.0');
    expect(here.names().latest).toBe('v1.3.0');
  });

  test('that is tagged in Git alone so far will move the pointer itself', async () => {
    let come = true;
    const here = stage(['v1.2.0'], {
      after: (call) => {
        if (come && call.startsWith('put')) here.github.refs.set('v1.3.0', 'commit of v1.3.0');
        come = false;
      },
    });
    await here.move('v1.2.0', { floating: 'latest' });
    expect(here.names().latest).toBe('v1.2.0');
    await here.move('v1.3.0');
    expect(here.names().latest).toBe('v1.3.0');
  });

  test('whose mark at GitHub this release took by publishing late gets it back', async () => {
    const here = stage(['v1.2.0']);
    await here.move('v1.3.0');
    here.publish('v1.2.0');
    here.github.latest = [...here.github.releases.values()].find(({ tag }) => tag === 'v1.2.0')!.id;
    await here.move('v1.2.0');
    expect(here.names().github).toBe('v1.3.0');
  });

  test('whose pointer a run took that then broke off gets it back from the next run', async () => {
    const here = stage(['v1.2.0']);
    await here.move('v1.3.0');
    const { image } = here.publish('v1.2.0');
    here.registry.tags.set(`${app}:latest`, image.digest).set(`${app}:v1`, image.digest);
    await here.move('v1.2.0');
    expect(here.names()).toEqual({ minor: 'v1.2.0', major: 'v1.3.0', latest: 'v1.3.0', github: 'v1.3.0' });
  });

  test('and a still higher one, that comes while the first is given its pointer back', async () => {
    let step = 0;
    const here = stage(['v1.2.0'], {
      before: (call) => {
        if (call !== `put ${app}:latest`) return;
        step++;
        if (step === 1) here.publish('v1.3.0');
        if (step === 2) here.publish('v1.4.0');
      },
    });
    await here.move('v1.2.0', { floating: 'latest' });
    expect(here.names().latest).toBe('v1.4.0');
  });
});

describe('faults', () => {
  test('a write that broke after it was done is found, and told as moved', async () => {
    let broken = false;
    const here = stage(['v1.2.0'], {
      after: (call) => {
        if (broken || !call.endsWith(':latest')) return;
        broken = true;
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      },
    });
    const moved = await here.move('v1.2.0', { floating: 'latest' });
    expect(moved[0]).toEqual({
      kind: 'image',
      name: `${app}:latest`,
      to: here.registry.tags.get(`${app}:latest`),
    });
    expect(here.registry.writes).toHaveLength(1);
    expect(here.steps.outcomes()).toContain(`Move ${app}:latest: made`);
  });

  test('one pointer that cannot be moved does not keep the others from it', async () => {
    const here = stage(['v1.2.0'], {
      before: (call) => {
        if (call === `put ${app}:v1`) throw Object.assign(new Error('denied'), { status: 403 });
      },
    });
    await expect(here.move('v1.2.0')).rejects.toThrow('denied');
    expect(here.names()).toEqual({ minor: 'v1.2.0', major: undefined, latest: 'v1.2.0', github: 'v1.2.0' });
  });
});

test('two or three releases at once, however their steps interleave, leave every pointer at the highest', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.shuffledSubarray(['v1.2.0', 'v1.2.1', 'v1.3.0', 'v1.4.0'], { minLength: 2, maxLength: 3 }),
      async (scheduler, tags) => {
        const wait: Hook = (call) => scheduler.schedule(Promise.resolve(), call);
        const here = stage([], { before: wait, after: wait });
        const runs = tags.map(async (tag) => {
          // Its tag, its image and its release are there at some time before its pointers move.
          await scheduler.schedule(Promise.resolve(), `tag ${tag}`);
          here.github.refs.set(tag, `commit of ${tag}`);
          await scheduler.schedule(Promise.resolve(), `publish ${tag}`);
          return here.move(tag);
        });
        await scheduler.waitFor(Promise.all(runs));
        const highest = [...tags].sort().at(-1);
        const minor = [...tags]
          .filter((tag) => tag.startsWith('v1.2.'))
          .sort()
          .at(-1);
        expect(here.names()).toEqual({ minor, major: highest, latest: highest, github: highest });
      },
    ),
    { numRuns: 150 },
  );
}, 60_000);

describe('H4 a Git tag that GitHub keeps from the job', () => {
  const refusing = (status: number, message: string): ReturnType<typeof stage> => {
    const here = stage(['v1.2.0']);
    Object.assign(here.github, {
      setTag: () => Promise.reject(Object.assign(new Error(message), { status })),
    });
    return here;
  };

  test.each([
    [403, 'Resource not accessible by integration', /workflows differ from those of the default branch/],
    [422, 'Reference update failed', /a rule of the repository protects the tag/],
  ])('by %i is left to a person, and every other pointer moves', async (status, message, why) => {
    const here = refusing(status, message);
    const moved = await here.move('v1.2.0', { 'git-tags': 'minor,major' });
    expect(here.names()).toEqual(all('v1.2.0'));
    const left = moved.filter(({ kind }) => kind === 'git');
    expect(left).toEqual(
      ['v1.2', 'v1'].map((name) => ({
        ...{ kind: 'git', name, to: '', left: true },
        refused: expect.stringMatching(why),
      })),
    );
    expect(here.steps.outcomes()).toContain('Move Git tag v1: skipped');
  });

  test('but by anything else the run fails', async () => {
    await expect(
      refusing(401, 'Bad credentials').move('v1.2.0', { 'git-tags': 'minor,major' }),
    ).rejects.toThrow('Bad credentials');
  });
});
