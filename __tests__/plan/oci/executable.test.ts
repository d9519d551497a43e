import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readExecutable } from '../../../src/plan/oci/executable.ts';
import { probeProgram, probed } from '../../../src/world/docker/probe.ts';

const program = (architecture: string): Buffer => probeProgram(architecture) ?? Buffer.alloc(0);

test.each(probed)('a program for %s is one for it, and for no other machine', (architecture) => {
  expect(readExecutable(program(architecture), { architecture })).toEqual({});
  for (const other of probed) {
    const runs = other === architecture || (architecture === '386' && other === 'amd64');
    expect(readExecutable(program(architecture), { architecture: other }).foreign).toBe(
      runs ? undefined : true,
    );
  }
});

test('a program of this machine names its loader', () => {
  const { architecture, loader } =
    process.arch === 'arm64'
      ? { architecture: 'arm64', loader: '/lib/ld-linux-aarch64.so.1' }
      : { architecture: 'amd64', loader: '/lib64/ld-linux-x86-64.so.2' };
  expect(readExecutable(readFileSync('/bin/ls').subarray(0, 65536), { architecture })).toEqual({
    interpreter: loader,
  });
});

test.each<[string, string, object]>([
  ['a script', '#!/bin/sh\necho\n', { interpreter: '/bin/sh' }],
  ['a script with an argument', '#! /usr/bin/env  node\n', { interpreter: '/usr/bin/env' }],
  ['a script with the line ends of Windows', '#!/bin/sh\r\n', { interpreter: '/bin/sh\r' }],
  ['a script for nobody', '#!\n', { fault: 'is a script whose first line names no program' }],
  [
    'a text',
    'echo hi\n',
    { fault: 'is neither a program nor a script that begins with #! and the program that runs it' },
  ],
  ['nothing', '', { fault: 'is empty' }],
  ['half a program', '\u007fELF\u0002\u0001', { fault: 'is a program that was cut off' }],
])('%s', (_, head, expected) => {
  expect(readExecutable(Buffer.from(head, 'latin1'), { architecture: 'amd64' })).toEqual(expected);
});

test('a machine that has no name here is named by its number, and no machine is asked of an unknown platform', () => {
  const strange = Buffer.from(program('amd64'));
  strange.writeUInt16LE(4242, 18);
  expect(readExecutable(strange, { architecture: 'amd64' })).toEqual({
    foreign: true,
    fault: 'is a program for another machine (ELF 4242), not for amd64',
  });
  expect(readExecutable(strange, { architecture: 'mips64le' })).toEqual({});
});
