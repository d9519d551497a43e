// Which suites are quick: `npm run test:unit` answers within a minute because no suite of it is slow.
import { existsSync, readFileSync } from 'node:fs';

/**
 * A suite of more than 3 s belongs into __tests__/slow.json: seconds of the processor, with the programs that it starts, and
 * with a tenth of the cases of each property. Machines differ, so it is refused at three times as much.
 */
const refusedSeconds = 9;

/** What is wrong with a suite of the first tier that took so long. */
export function tierFault(seconds: number): string | undefined {
  if (seconds <= refusedSeconds) return undefined;
  return `It took ${seconds.toFixed(1)} s of the processor. Make it quicker, or add it to __tests__/slow.json.`;
}

/** Of this process and, where Linux says so, of the programs that it has started and that have ended. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  const stat = existsSync('/proc/self/stat') ? readFileSync('/proc/self/stat', 'utf8') : '';
  return (user + system) / 1e6 + endedSeconds(stat);
}

/** proc_pid_stat(5): cutime and cstime are fields 16 and 17, in hundredths. The second field may hold blanks. */
export function endedSeconds(stat: string): number {
  const [, rest = ''] = /^.*\) (.*)$/s.exec(stat) ?? [];
  const [user = 0, system = 0] = rest.split(' ').slice(13, 15).map(Number);
  return (user + system) / 100;
}
