// jest's environment without a context of its own: the suites of a process share what it has loaded.

export default class SharedEnvironment {
  /** What jest gives to a suite; the globals of the process stay as they are. */
  readonly global: Record<PropertyKey, unknown> = {};
  /** Suites that mock or fake timers run in an environment of their own. */
  readonly moduleMocker = { restoreAllMocks: (): void => undefined };
  readonly fakeTimers = null;
  readonly fakeTimersModern = null;

  setup(): Promise<void> {
    return Promise.resolve();
  }

  teardown(): Promise<void> {
    return Promise.resolve();
  }

  exportConditions(): readonly string[] {
    return ['node', 'node-addons'];
  }

  getVmContext(): null {
    return null;
  }
}
