import { expect, test } from '@jest/globals';
import { readStartConfig } from '../../../src/plan/oci/config.ts';

test('a configuration says how the image is started', () => {
  const config = {
    Entrypoint: ['/app'],
    Cmd: ['serve'],
    User: 'web',
    WorkingDir: '/srv',
    Env: ['A=PATH=/x', 'PATH=/opt/bin:bin::/usr/bin'],
    OnBuild: ['RUN true'],
  };
  expect(readStartConfig(JSON.stringify({ config }))).toEqual({
    argv: ['/app', 'serve'],
    user: 'web',
    workdir: '/srv',
    searchPath: ['/opt/bin', '/usr/bin'],
    onBuild: true,
  });
});

test.each(['{}', '{"config":null}', '{"config":{"Entrypoint":null,"Cmd":null,"Env":null,"WorkingDir":""}}'])(
  'what %s leaves out is as a runtime has it',
  (text) => {
    expect(readStartConfig(text)).toEqual({
      argv: [],
      user: '',
      workdir: '/',
      searchPath: ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'],
      onBuild: false,
    });
  },
);

test.each(['null', '"x"', '{'])('%s is none', (text) => {
  expect(() => readStartConfig(text)).toThrow();
});
