import { describe, expect, test } from '@jest/globals';
import { notesPath } from '../../../src/steps/notes/release-notes.ts';

const places = { workspace: '/home/runner/work/App/App', runner: { temp: '/home/runner/work/_temp' } };

describe('the path of notes-file', () => {
  test.each([
    ['NOTES.md', '/home/runner/work/App/App/NOTES.md'],
    ['docs/next.md', '/home/runner/work/App/App/docs/next.md'],
    ['/home/runner/work/App/App/NOTES.md', '/home/runner/work/App/App/NOTES.md'],
    ['/home/runner/work/_temp/notes.md', '/home/runner/work/_temp/notes.md'],
    ['/home/runner/work/_temp/..notes.md', '/home/runner/work/_temp/..notes.md'],
  ])('%s is %s', (file, path) => {
    expect(notesPath(file, places)).toBe(path);
  });

  test.each([
    '/etc/passwd',
    '/home/runner/work/_temp/../secret.md',
    '/home/runner/work/_temporary/notes.md',
    '/home/runner/work/_temp',
  ])('%s is refused', (file) => {
    expect(() => notesPath(file, places)).toThrow('is neither in the workspace nor in');
  });
});
