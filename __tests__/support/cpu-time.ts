// How long something takes of this thread, and not of the clock: others may use the machine meanwhile.

/** Processor seconds, of user and system, that `work` takes of this thread. */
export function cpuSeconds(work: () => unknown): number {
  const start = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1_000_000;
}
