// What a server asks by `Retry-After`: seconds, or the time from which on it may be asked again (RFC 9110, section 10.2.3).

/** The seconds to wait; undefined where nothing is asked, or what cannot be read. A time that is over asks for none. */
export function secondsToWait(header: unknown, now = Date.now()): number | undefined {
  const text = String(Array.isArray(header) ? header[0] : (header ?? '')).trim();
  if (/^\d{1,10}(?:\.\d+)?$/.test(text)) return Number(text);
  const at = /[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}
