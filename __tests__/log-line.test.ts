import { expect, test } from '@jest/globals';
import { safeLogLine } from '../src/log-line.ts';

test.each([
  ['::set-env name=x::y', ':\u200b:set-env name=x::y'],
  ['  ::error::x', '  :\u200b:error::x'],
  ['a ##[error]b', 'a #\u200b#[error]b'],
  ['\u001b[31mred\u001b[0m \u001b]8;;http://x\u0007link', 'red link'],
  ['a\u0000b\u0008c\td', 'abc\td'],
  ['#5 [2/3] RUN x', '#5 [2/3] RUN x'],
])('%j is logged as %j', (line, safe) => {
  expect(safeLogLine(line)).toBe(safe);
});
