// Sizes and times as people read them.

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** Bytes with IEC units (IEC 80000-13, powers of 1024): `512 B`, `1.5 KiB`, `23.4 MiB`. */
export function formatBytes(bytes: number): string {
  let value = Math.abs(bytes);
  let unit = 0;
  // 1023.95 would print as 1024.0: it belongs to the next unit.
  while (unit < UNITS.length - 1 && value >= (unit === 0 ? 1024 : 1023.95)) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 ? String(Math.round(value)) : value.toFixed(1);
  return `${bytes < 0 ? '−' : ''}${digits} ${UNITS[unit] ?? ''}`;
}

/** The way from one size to another: `+1.2 MiB (+4.1 %)`, `−3 B (−0.1 %)`, `unchanged`. */
export function formatChange(bytes: number, previousBytes: number): string {
  const change = bytes - previousBytes;
  if (change === 0) return 'unchanged';
  const sign = change > 0 ? '+' : '−';
  const size = `${sign}${formatBytes(Math.abs(change))}`;
  if (previousBytes <= 0) return size;
  return `${size} (${sign}${((Math.abs(change) / previousBytes) * 100).toFixed(1)} %)`;
}

/** Milliseconds as `340 ms`, `4.2 s`, `3 m 05 s`, `1 h 02 m`. */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, Math.round(milliseconds));
  if (ms < 1_000) return `${ms} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} m ${pad(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} m`;
}

/** `1 commit`, `2 commits`, `0 commits`: the plural is the singular with an s. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
