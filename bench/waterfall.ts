// The requests of one run as a picture: a line each, from its beginning to its end, in the color of who made it.
import type { Call } from '../rehearsal/standins/world.ts';
import { type Party, PARTIES, beganAt, endedAt, kindOf, longestChain, partyOf } from './requests.ts';

const COLORS: Readonly<Record<Party, string>> = {
  'the action': '#1f6feb',
  cosign: '#2da44e',
  gh: '#8250df',
  git: '#bf8700',
  BuildKit: '#b8c0c8',
};
const LINE = 5;
const WIDTH = 1000;
const TOP = 36;

/** SVG. Hovering over a line tells the request. */
export function waterfall(title: string, calls: readonly Call[], seconds: number): string {
  const inOrder = [...calls].sort((a, b) => beganAt(a) - beganAt(b));
  const start = inOrder[0] === undefined ? 0 : beganAt(inOrder[0]);
  const x = (at: number): number => Math.round(((at - start) / (seconds * 1000)) * WIDTH * 10) / 10;
  const chain = new Set(longestChain(calls.filter((call) => partyOf(call) !== 'BuildKit')));
  const lines = inOrder.map((call, at) => {
    const party = partyOf(call);
    const width = Math.max(1, x(endedAt(call)) - x(beganAt(call)));
    const mark = chain.has(call) ? ' stroke="#cf222e" stroke-width="0.7"' : '';
    return `<rect x="${x(beganAt(call))}" y="${TOP + at * LINE}" width="${Math.round(width * 10) / 10}" height="${LINE - 1}" fill="${COLORS[party]}"${mark}><title>${escape(`${party}: ${kindOf(call)}, ${call.ms ?? 0} ms`)}</title></rect>`;
  });
  const grid = Array.from({ length: Math.floor(seconds) + 1 }, (_, second) => {
    const at = x(start + second * 1000);
    return `<path d="M${at} ${TOP}V${TOP + inOrder.length * LINE}" stroke="#d0d7de" stroke-width="0.5"/><text x="${at + 2}" y="${TOP - 4}">${second} s</text>`;
  });
  const legend = PARTIES.map(
    (party, at) =>
      `<rect x="${at * 110}" y="16" width="8" height="8" fill="${COLORS[party]}"/><text x="${at * 110 + 12}" y="24">${party}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${TOP + inOrder.length * LINE + 4}" font-family="sans-serif" font-size="10">`,
    `<rect width="100%" height="100%" fill="#fff"/><text x="0" y="11" font-weight="bold">${escape(title)}; outlined in red: the longest chain</text>`,
    ...legend,
    ...grid,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
