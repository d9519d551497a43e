import { describe, expect, test } from '@jest/globals';
import { ReleaseError } from '../../../src/errors.ts';
import { checkPointersMove } from '../../../src/steps/publish/movable.ts';
import type { World } from '../../../src/world/world.ts';
import { type Hook, memoryGitHub, memoryRegistry, quickSteps, strict } from '../../support/fakes.ts';
import { imageOf, inputsOf, planOf } from '../../support/samples.ts';

const ecr = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/app';
const index = 'application/vnd.oci.image.index.v1+json';

/** A release of v1.2.0 after v1.1.0, whose pointers are where v1.1.0 has left them. */
function stage(given: Readonly<Record<string, string>> = {}, before: Hook = () => undefined) {
  const raw = { platforms: 'linux/amd64', image: ecr, ...given };
  const registry = memoryRegistry({ before });
  const github = memoryGitHub();
  const steps = quickSteps({ attempts: 1 });
  for (const tag of ['v1.1.0', 'v1.2.0']) github.refs.set(tag, `commit of ${tag}`);
  const older = registry.add({ manifests: [] }, index);
  const plan = planOf('v1.2.0', { tags: ['v1.1.0', 'v1.2.0'], raw });
  for (const { name } of plan.images)
    for (const tag of ['v1', 'latest']) registry.tags.set(`${name}:${tag}`, older);
  const world = strict<World>('world', { registry, github }).it;
  const image = imageOf(plan, '2');
  const check = () => checkPointersMove({ plan, world, steps }, inputsOf(raw), image);
  return { check, registry, github, image, older, steps };
}

describe('whether pointers may move is asked before anything is public', () => {
  test('by putting what they name once more; one that is new is not asked about', async () => {
    const { check, registry, older } = stage();
    await check();
    expect([...registry.writes].sort()).toEqual([`put ${ecr}:latest ${older}`, `put ${ecr}:v1 ${older}`]);
  });

  test('and a refusal stops the run', async () => {
    const refused = new ReleaseError('refused', { code: 'tag-immutable', hint: 'x' });
    const { check } = stage({}, (call) => {
      if (call === `put again ${ecr}:latest`) throw refused;
    });
    await expect(check()).rejects.toBe(refused);
  });

  test('nothing is asked of GHCR, which has no such rule, nor where no pointer moves', async () => {
    const other = stage({ image: 'ghcr.io/octo-org/app' });
    await other.check();
    const still = stage({ floating: 'none' });
    await still.check();
    expect([...other.registry.writes, ...still.registry.writes]).toEqual([]);
    expect([...other.steps.outcomes(), ...still.steps.outcomes()]).toEqual([]);
  });

  test('a pointer that names this image already is let be: a rerun', async () => {
    const { check, registry, image } = stage({ floating: 'latest' });
    registry.manifests.set(image.digest, {
      descriptor: { mediaType: index, digest: image.digest, size: image.index.length },
      bytes: Buffer.from(image.index),
    });
    registry.tags.set(`${ecr}:latest`, image.digest);
    await check();
    expect(registry.writes).toEqual([]);
  });

  test('a pointer of a higher release is not touched', async () => {
    const { check, registry, github } = stage({ floating: 'latest' });
    github.refs.set('v1.3.0', 'commit of v1.3.0');
    await check();
    expect(registry.writes).toEqual([]);
  });

  test('a higher release that moves it meanwhile has it back', async () => {
    const { check, registry, github, older } = stage({ floating: 'latest' }, (call) => {
      if (call !== `put again ${ecr}:latest`) return;
      github.refs.set('v1.3.0', 'commit of v1.3.0');
      const theirs = registry.add({ manifests: [], of: 'v1.3.0' }, index);
      for (const tag of ['v1.3.0', 'latest']) registry.tags.set(`${ecr}:${tag}`, theirs);
    });
    await check();
    const theirs = registry.tags.get(`${ecr}:v1.3.0`);
    expect(registry.tags.get(`${ecr}:latest`)).toBe(theirs);
    expect(registry.writes).toEqual([`put ${ecr}:latest ${older}`, `put ${ecr}:latest ${theirs}`]);
  });
});
