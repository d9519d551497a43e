import { expect, test } from '@jest/globals';
import { pathspec, positive } from '../../../src/plan/inputs/pathspec.ts';

test.each([
  ['api', 'api', 'api'],
  ['./api/', 'api/', 'api/'],
  ['/api', 'api', 'api'],
  ['.//api/*.go', 'api/*.go', 'api/*.go'],
  ['.', '.', '.'],
  ['./', '.', '.'],
  ['.github', '.github', '.github'],
  ['../api', '../api', '../api'],
  ['!api/docs', ':(exclude)api/docs', 'api/docs'],
  ['!/api', ':(exclude)api', 'api'],
  [':!api', ':!api', 'api'],
  [':(exclude)api', ':(exclude)api', 'api'],
  [':(icase)API', ':(icase)API', ':(icase)API'],
])('%s is asked for as %s', (written, expected, named) => {
  expect(pathspec(written)).toBe(expected);
  expect(positive(pathspec(written))).toBe(named);
});
