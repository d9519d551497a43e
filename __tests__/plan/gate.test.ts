import { describe, expect, test } from '@jest/globals';
import { gateCount, isPassedGate, passedGate } from '../../src/plan/gate.ts';
import { inputsOf, planOf } from '../support/samples.ts';

describe('the gate', () => {
  test.each<[string, readonly string[]]>([
    ['', []],
    ['trivy image "$IMAGE"', ['trivy image "$IMAGE"']],
    ['\n# a remark\n  one\n\ntwo  # kept\n', ['one', 'two  # kept']],
    ['docker run \\\n    --rm "$IMAGE"\r\nnext', ['docker run  --rm "$IMAGE"', 'next']],
    ['a, b', ['a, b']],
  ])('%j', (gate, commands) => {
    expect(inputsOf({ gate }).gate).toEqual(commands);
  });

  test('is in the plan by its count alone: a command may hold a secret', () => {
    const plan = planOf('v1.2.0', { raw: { gate: 'curl -H "$(echo hunter2)"\ntrue' } });
    expect(plan.assets.gate).toBe(2);
    expect(JSON.stringify(plan)).not.toContain('hunter2');
    expect(planOf().assets.gate).toBeUndefined();
  });

  test('passed says which commands by their sums, and no word of them', () => {
    const commands = ['curl -H "$(echo hunter2)"', 'true'];
    const predicate = passedGate(commands, 'https://github.com/o/r/actions/runs/1/attempts/1');
    expect(predicate).toMatchObject({
      result: 'PASSED',
      configuration: [{ name: 'gate 1', digest: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } }, {}],
      passedTests: ['gate 1', 'gate 2'],
    });
    expect(JSON.stringify(predicate)).not.toContain('hunter2');
    expect(isPassedGate(predicate)).toBe(true);
    expect(isPassedGate(predicate, commands)).toBe(true);
    expect(isPassedGate(predicate, ['true'])).toBe(false);
    expect(isPassedGate(predicate, commands.toReversed())).toBe(false);
    expect(isPassedGate({ ...predicate, result: 'FAILED' }, commands)).toBe(false);
    expect(isPassedGate(undefined)).toBe(false);
    expect([gateCount(predicate), gateCount(7)]).toEqual([2, 0]);
  });
});
