import { describe, expect, test } from '@jest/globals';
import { parseCommandLine } from './cli.ts';

const defaults = {
  event: 'push',
  with: {},
  out: '/here/.rehearsal/out',
  keep: false,
  faults: [],
  permissions: {},
  visibility: 'public',
  referrers: false,
  lag: 5,
  latency: 0,
  immutable: false,
  attestations: true,
  sigstore: 'stand-in',
};

describe('the command line', () => {
  test.each([
    ['', {}],
    [
      '--repo ../svc --tag v1.2.0 --state s --out /o --keep',
      { repo: '/svc', tag: 'v1.2.0', state: '/here/s', out: '/o', keep: true },
    ],
    [
      '--event workflow_dispatch --with a=b=c --with d=',
      { event: 'workflow_dispatch', with: { a: 'b=c', d: '' } },
    ],
    ['--branch main --with latest=branch', { branch: 'main', with: { latest: 'branch' } }],
    ['--branch refs/heads/release/1.x', { branch: 'release/1.x' }],
    ['--kill-after 12', { killAfter: { call: 12, phase: 'before' } }],
    ['--kill-after 3+', { killAfter: { call: 3, phase: 'after' } }],
    ['--parallel v1.2.1,v1.3.0', { parallel: ['v1.2.1', 'v1.3.0'] }],
    [
      '--permissions contents=read,id-token=none --visibility private --referrers --immutable',
      {
        permissions: { contents: 'read', 'id-token': 'none' },
        visibility: 'private',
        referrers: true,
        immutable: true,
      },
    ],
    ['--dockerfile D --repository o/n', { dockerfile: '/here/D', repository: 'o/n' }],
    ['--lag 0.5', { lag: 0.5 }],
    ['--latency 40', { latency: 40 }],
    ['--dockerfile rehearsal', { dockerfile: 'rehearsal' }],
  ])('%s', (line, options) => {
    expect(parseCommandLine(line.split(' ').filter(Boolean), '/here')).toEqual({
      kind: 'rehearse',
      options: { ...defaults, ...options },
    });
  });

  test('a fault keeps its spaces', () => {
    const command = parseCommandLine(
      ['--fault', 'PUT ghcr.io/v2/.*=500:2', '--fault', '* api.github.com/=reset'],
      '/',
    );
    expect(command).toMatchObject({
      options: { faults: ['PUT ghcr.io/v2/.*=500:2', '* api.github.com/=reset'] },
    });
  });

  test('help and serve stand alone', () => {
    expect(parseCommandLine(['-h'], '/')).toEqual({ kind: 'help' });
    expect(parseCommandLine(['--serve', 'x'], '/here')).toEqual({ kind: 'serve', out: '/here/x' });
  });

  test.each([
    [
      '--event fork',
      "--event takes push or workflow_dispatch or workflow_run or release or pull_request or schedule, not 'fork'",
    ],
    ['--with nothing', "--with takes name=value, not 'nothing'"],
    ['--kill-after 0', "--kill-after takes a number or a number and '+', not '0'"],
    ['--parallel v1.0.0', "--parallel takes two tags with a comma between them, not 'v1.0.0'"],
    [
      '--permissions actions=read',
      "--permissions takes contents or packages or id-token or attestations or pull-requests, not 'actions'",
    ],
    ['--permissions contents=admin', "--permissions takes read or write or none, not 'admin'"],
    ['--lag soon', "--lag takes seconds, not 'soon'"],
    ['--visibility secret', "--visibility takes public or private or internal, not 'secret'"],
    ['--branch main --tag v1.0.0', '--branch and --tag cannot both say what is pushed'],
    ['--branch main --parallel v1.0.0,v1.0.1', '--branch and --parallel cannot both say what is pushed'],
    ['--branch main --event pull_request', '--branch takes the event push or workflow_dispatch'],
    ['--unknown', "Unknown option '--unknown'"],
  ])('%s is refused', (line, message) => {
    expect(() => parseCommandLine(line.split(' '), '/')).toThrow(message);
  });
});
