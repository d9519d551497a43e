import { describe, expect, test } from '@jest/globals';
import { createInterpreter, parseCommand, type Annotation } from './workflow-commands.ts';

describe('a command line', () => {
  test.each([
    ['::group::Build %25 done', { name: 'group', properties: {}, data: 'Build % done' }],
    ['  ::ENDGROUP::', { name: 'endgroup', properties: {}, data: '' }],
    [
      '::error file=a%2Cb%3Ac.ts,line=3,title=::one%0Atwo::three',
      { name: 'error', properties: { file: 'a,b:c.ts', line: '3' }, data: 'one\ntwo::three' },
    ],
    ['::set-output name=a::', { name: 'set-output', properties: { name: 'a' }, data: '' }],
  ])('%j', (line, command) => {
    expect(parseCommand(line)).toEqual(command);
  });

  test.each(['text ::group::x', '::nothing', '::unknown::x', ': :group::x', '::::'])(
    '%j is ordinary output',
    (line) => {
      expect(parseCommand(line)).toBeUndefined();
    },
  );
});

describe('the interpreter', () => {
  const run = (...lines: readonly string[]) => {
    const seen: { annotations: Annotation[]; masks: string[]; outputs: string[]; states: string[] } = {
      annotations: [],
      masks: [],
      outputs: [],
      states: [],
    };
    const interpret = createInterpreter({
      annotate: (annotation) => seen.annotations.push(annotation),
      mask: (secret) => seen.masks.push(secret),
      output: (name, value) => seen.outputs.push(`${name}=${value}`),
      state: (name, value) => seen.states.push(`${name}=${value}`),
    });
    return { ...seen, log: lines.flatMap((line) => interpret(line)) };
  };

  test('stopped commands are shown, not obeyed, until the token comes', () => {
    const { log, annotations } = run('::stop-commands::t1', '::error::a', '::t2::', '::t1::', '::error::b');
    expect(log).toEqual(['::stop-commands::t1', '::error::a', '::t2::', '::t1::', '##[error]b']);
    expect(annotations.map(({ message }) => message)).toEqual(['b']);
  });

  test('a stop token that output may hold by chance is refused', () => {
    expect(run('::stop-commands::error', '::error::a').annotations.map(({ message }) => message)).toEqual([
      "Invalid stop-commands token 'error'.",
      'a',
    ]);
  });

  test('an empty mask would hide everything, so it is refused with a warning', () => {
    const { masks, annotations } = run('::add-mask:: ', '::add-mask::secret');
    expect(masks).toEqual(['secret']);
    expect(annotations).toHaveLength(1);
    expect(annotations[0]?.level).toBe('warning');
  });

  test('old commands are obeyed with a warning, retired ones refused with an error', () => {
    const { outputs, states, annotations } = run(
      '::set-output name=a::1',
      '::save-state name=b::2',
      '::set-env name=c::3',
      '::add-path::/x',
    );
    expect([outputs, states]).toEqual([['a=1'], ['b=2']]);
    expect(annotations.map(({ level }) => level)).toEqual(['warning', 'warning', 'error', 'error']);
  });
});
