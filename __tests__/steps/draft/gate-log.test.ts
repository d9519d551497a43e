// The log of a gate that failed: in one draft, whatever breaks on the way there.
import { describe, expect, test } from '@jest/globals';
import { gateLogName } from '../../../src/plan/asset-names.ts';
import { keepGateLog } from '../../../src/steps/draft/gate-log.ts';
import { TransientError } from '../../../src/world/retry/retry.ts';
import { type Hook, type MemoryGitHub, memoryGitHub, quickSteps } from '../../support/fakes.ts';
import { planOf } from '../../support/samples.ts';

const plan = planOf('v1.2.0');

/** @param lists false: GitHub's list lacks what was made a moment ago (H1) */
const keep = (github: MemoryGitHub, lists = true): Promise<void> => {
  const lacking = { ...github, releasesOf: () => Promise.resolve([]) };
  const job = { plan, world: { github: lists ? github : lacking }, steps: quickSteps(), earlier: {} };
  return keepGateLog(job as unknown as Parameters<typeof keepGateLog>[0], 'notes', 'it said no\n');
};
const once = (pattern: RegExp, act: () => void): Hook => {
  let left = 1;
  return (call) => {
    if (pattern.test(call) && left-- > 0) act();
  };
};
const busy = (): never => {
  throw new TransientError('GitHub answered 429', { hint: 'wait' });
};
const logsIn = ({ releases, contents }: MemoryGitHub): readonly (readonly string[])[] =>
  [...releases.values()].map(({ assets }) =>
    assets.map(({ id, name }) => `${name}: ${contents.get(id)?.toString() ?? ''}`),
  );
const one = [[`${gateLogName}: it said no\n`]];

describe('a draft that the list lacks', () => {
  test.each<[string, Parameters<typeof memoryGitHub>[0]]>([
    ['is refused for the moment', { before: once(/upload/, busy) }],
    ['loses its answer', { after: once(/upload/, busy) }],
  ])('is the only one when its upload %s', async (_, hooks) => {
    const github = memoryGitHub(hooks);
    await keep(github, false);
    expect(logsIn(github)).toEqual(one);
  });
});

test('the log of an earlier run is replaced', async () => {
  const github = memoryGitHub();
  github.give({ tag: 'v1.2.0', draft: true }, { [gateLogName]: 'it said nothing\n' });
  await keep(github);
  expect(logsIn(github)).toEqual(one);
});

test('a draft that another run has begun to fill in between is left as it is', async () => {
  const github = memoryGitHub({
    after: once(/^create/, () => {
      const [id = 0] = github.releases.keys();
      github.plant(id, 'release.json', '{}');
    }),
  });
  await expect(keep(github)).rejects.toThrow('was filled, published or deleted meanwhile');
  expect(logsIn(github)).toEqual([['release.json: {}']]);
});
