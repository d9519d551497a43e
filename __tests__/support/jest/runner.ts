// Runs suites as Node runs programs: source and libraries are loaded once for all suites of a process (ADR 27). A suite
// that mocks a module or fakes time says `@jest-environment node` in its first comment and has a context of its own.
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import SharedEnvironment from './environment.ts';
import { setGlobals, suiteTimeout } from './globals.ts';
import { leftFault, surroundingsOf } from './surroundings.ts';
import { processorSeconds, tierFault } from './tier.ts';

/** jest's `testRunner`: of the arguments those that are looked at. */
type Runner = (
  globalConfig: object,
  config: { readonly testEnvironmentOptions: { readonly tier?: string } },
  environment: object,
  runtime: object,
  ...more: readonly unknown[]
) => Promise<unknown>;

const load = createRequire(import.meta.url);
const { default: circus } = load('jest-circus/runner') as { readonly default: Runner };
/** Holds the tests of a suite: a new one is loaded for each. */
const collector = join(dirname(load.resolve('jest-circus/runner')), 'jestAdapterInit.js');
const handlers = Symbol.for('EVENT_HANDLERS');

enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/tests'));
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals'
      ? { url: new URL('globals.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});

const run: Runner = async (globalConfig, config, environment, runtime, ...more) => {
  if (!(environment instanceof SharedEnvironment))
    return circus(globalConfig, config, environment, runtime, ...more);
  Reflect.deleteProperty(globalThis, suiteTimeout);
  Reflect.deleteProperty(globalThis, handlers);
  Reflect.deleteProperty(load.cache, collector);
  const shared: object = Object.assign(Object.create(runtime) as object, {
    requireInternalModule: () => load(collector) as unknown,
    requireModule: load,
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: (path: string) => import(pathToFileURL(path).href),
    setGlobalsForRuntime: setGlobals,
  });
  const surroundings = surroundingsOf(process);
  const before = processorSeconds();
  const result = await circus(globalConfig, config, environment, shared, ...more);
  // With all cases of each property, as `npm test` tries them, a suite may be slow.
  const isQuick =
    config.testEnvironmentOptions.tier === 'unit' && process.env['PROPERTY_ONE_IN'] !== undefined;
  const fault =
    leftFault(surroundings, surroundingsOf(process)) ??
    (isQuick ? tierFault(processorSeconds() - before) : undefined);
  if (fault !== undefined) throw new Error(fault);
  return result;
};
export default run;
