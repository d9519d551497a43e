import { describe, expect, test } from '@jest/globals';
import { checkBypass } from '@actions/http-client/lib/proxy';
import { plainNoProxy, setPlainNoProxy } from '../../src/run/no-proxy.ts';

describe('NO_PROXY', () => {
  test.each([
    ['*.example.com', '.example.com'],
    ['example.com.', 'example.com'],
    ['example.com.:8443', 'example.com:8443'],
    ['a.example.com b.example.com, c.example.com,', 'a.example.com,b.example.com,c.example.com'],
    ['*', '*'],
    ['fd00::5', 'fd00::5,[fd00::5]'],
    ['10.0.0.0/8', '10.0.0.0/8,10.0.0.5'],
    ['fd00::/8', 'fd00::/8,[fd00::5]'],
    ['192.168.0.0/16', '192.168.0.0/16'],
    ['192.0.2.0/24', '192.0.2.0/24,192.0.2.7'],
    ['10.0.0.0/99', '10.0.0.0/99'],
    ['a/b', 'a/b'],
    ['', ''],
  ])('%j is %j', (list, plain) => {
    expect(plainNoProxy(list, ['10.0.0.5:5000', '[fd00::5]:5000', 'ghcr.io', 'https://192.0.2.7:8443'])).toBe(
      plain,
    );
  });

  test.each([
    ['*.example.com', 'https://registry.example.com/v2/'],
    ['10.0.0.0/8', 'http://10.0.0.5:5000/v2/'],
    ['fd00::/8', 'http://[fd00::5]:5000/v2/'],
    ['other.example.com registry.example.com.', 'https://registry.example.com/v2/'],
  ])('with %j, %s is asked without a proxy', (list, url) => {
    const before = process.env['no_proxy'];
    const asked = (value: string): boolean => {
      process.env['no_proxy'] = value;
      return checkBypass(new URL(url));
    };
    try {
      expect(asked(list)).toBe(false);
      expect(asked(plainNoProxy(list, [new URL(url).host]))).toBe(true);
    } finally {
      if (before === undefined) delete process.env['no_proxy'];
      else process.env['no_proxy'] = before;
    }
  });

  test.each([
    [{ NO_PROXY: '*.a' }, { NO_PROXY: '*.a', no_proxy: '.a' }],
    [
      { NO_PROXY: '*.a', no_proxy: '*.b' },
      { NO_PROXY: '*.a', no_proxy: '.b' },
    ],
    [
      { NO_PROXY: '*.a', no_proxy: '' },
      { NO_PROXY: '*.a', no_proxy: '.a' },
    ],
    [{}, {}],
  ])('of %j', (env: Record<string, string>, plain) => {
    setPlainNoProxy(env, []);
    expect(env).toEqual(plain);
  });
});
