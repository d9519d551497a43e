import { expect, test } from '@jest/globals';
import { deferred } from '../../../src/world/setup/deferred.ts';

interface Adapter {
  read(name: string): Promise<string>;
  fail(): Promise<never>;
}

function loading(): { readonly loads: () => number; readonly adapter: Adapter } {
  let loads = 0;
  const adapter = deferred<Adapter>(() => {
    loads += 1;
    return Promise.resolve({
      read: (name) => Promise.resolve(`read ${name}`),
      fail: () => Promise.reject(new Error('no such thing')),
    });
  });
  return { loads: () => loads, adapter };
}

test('an adapter is loaded at its first call, and once', async () => {
  const { loads, adapter } = loading();
  expect(loads()).toBe(0);
  expect(await Promise.all([adapter.read('a'), adapter.read('b')])).toEqual(['read a', 'read b']);
  expect(await adapter.read('c')).toBe('read c');
  expect(loads()).toBe(1);
});

test('it can be waited for itself, and is no promise', async () => {
  const { loads, adapter } = loading();
  expect(await Promise.resolve(adapter)).toBe(adapter);
  expect(loads()).toBe(0);
});

test('what a call throws, and what loading throws, is the caller’s', async () => {
  await expect(loading().adapter.fail()).rejects.toThrow('no such thing');
  const broken = deferred<Adapter>(() => Promise.reject(new Error('no such chunk')));
  await expect(broken.read('a')).rejects.toThrow('no such chunk');
});

test('what could not be loaded is loaded again at the next call', async () => {
  let loads = 0;
  const adapter = deferred<Adapter>(() => {
    loads += 1;
    if (loads === 1) return Promise.reject(new Error('busy'));
    return Promise.resolve({
      read: (name) => Promise.resolve(`read ${name}`),
      fail: () => Promise.reject(new Error('no')),
    });
  });
  await expect(adapter.read('a')).rejects.toThrow('busy');
  expect(await adapter.read('a')).toBe('read a');
  expect(loads).toBe(2);
});
