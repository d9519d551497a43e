// `@jest/globals` for suites that share a process. Helpers are loaded once, so each name leads to the suite that runs now.
import type * as Jest from '@jest/globals';

type Names = 'afterAll' | 'afterEach' | 'beforeAll' | 'beforeEach' | 'describe' | 'expect' | 'it' | 'test';
type Given = Pick<typeof Jest, Names>;

let given: Given | undefined;

export function setGlobals(globals: Given): void {
  given = globals;
}

function current<Name extends Names>(name: Name): Given[Name] {
  const now = (): object => {
    if (given === undefined) throw new Error(`${name} is called while no suite runs`);
    return given[name];
  };
  return new Proxy(() => undefined, {
    apply: (_, self, args) => Reflect.apply(now() as () => unknown, self, args) as unknown,
    get: (_, key) => Reflect.get(now(), key) as unknown,
  }) as unknown as Given[Name];
}

export const afterAll = current('afterAll');
export const afterEach = current('afterEach');
export const beforeAll = current('beforeAll');
export const beforeEach = current('beforeEach');
export const describe = current('describe');
export const expect = current('expect');
export const it = current('it');
export const test = current('test');

/** Where jest-circus looks for the time that a suite gives its tests. */
export const suiteTimeout = Symbol.for('TEST_TIMEOUT_SYMBOL');

/** What a suite can have without an environment of its own. */
export const jest = {
  setTimeout: (milliseconds: number): void => {
    Reflect.set(globalThis, suiteTimeout, milliseconds);
  },
};
