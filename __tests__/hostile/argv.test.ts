import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import * as fc from '../support/property.ts';
import type { BuildPlan } from '../../src/plan/build.ts';
import { makeReader } from '../../src/plan/inputs/reader.ts';
import { buildArgs, exportArgs } from '../../src/world/docker/buildx-args.ts';
import { signArgs, signBlobArgs, verifyArgs, verifyBlobArgs } from '../../src/world/sigstore/cosign-args.ts';
import { makeExec } from '../../src/world/process/exec.ts';
import { attestationArgs } from '../../src/world/sigstore/gh.ts';
import { makeGit } from '../../src/world/git/git.ts';
import { contextOf, fill } from '../support/samples.ts';
import { hostileTest } from '../support/hostile/cases.ts';
import { line, text } from '../support/hostile/texts.ts';

interface Read {
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly words: readonly string[];
}

/** As pflag, which buildx, cosign and gh use, reads an argument vector: an option with a value takes the next word whole. */
function pflag(argv: readonly string[], flags: ReadonlySet<string>): Read {
  const options = new Map<string, string[]>();
  const words: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '--') return { options, words: [...words, ...argv.slice(at + 1)] };
    if (!word.startsWith('-') || word === '-') words.push(word);
    else {
      const [name = '', ...rest] = word.split('=');
      const value = rest.length > 0 ? rest.join('=') : flags.has(name) ? '' : (argv[++at] ?? '');
      options.set(name, [...(options.get(name) ?? []), value]);
    }
  }
  return { options, words };
}

/** Docker's CSV options (RFC 4180), one record. */
function csv(record: string): readonly string[] {
  const fields: string[] = [];
  for (const [, quoted, plain] of record.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))(?=,|$)/g))
    fields.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
  return fields;
}

const platform = { name: 'linux/amd64', os: 'linux', architecture: 'amd64' };
const pairs = fc.array(
  fc.tuple(
    text.filter((key) => key !== ''),
    text,
  ),
  { maxLength: 2 },
);

hostileTest(
  'every input of a build stays the value of its option',
  [
    fc.tuple(text, text, text, text),
    fc.tuple(pairs, pairs, pairs, pairs, pairs),
    fc.array(text, { maxLength: 2 }),
  ],
  ([context, file, target, builder], [buildArguments, contexts, labels, annotations, files], ssh) => {
    const plan: BuildPlan = {
      images: ['ghcr.io/a/b'],
      ...{
        context,
        file,
        target,
        ssh,
        labels,
        annotations: annotations.map(([key, value]) => ({ key, value, index: true, manifest: true })),
        buildArgs: buildArguments,
        buildContexts: contexts,
      },
      ...{ secretFiles: files, provenance: 'none', cache: {} },
    };
    const secretNames = files.map(([id], at) => [id, `BUILD_SECRET_${at}`] as const);
    const joined = (list: readonly (readonly [string, string])[]): string[] =>
      list.map(([a, b]) => `${a}=${b}`);
    for (const argv of [
      buildArgs(plan, platform, { builder, metadataFile: '/t/m', secretNames }),
      exportArgs(plan, platform, { builder, target, folder: context, secretNames }),
    ]) {
      const { options, words } = pflag(argv, new Set(['--provenance', '--sbom']));
      expect(words).toEqual(['build', context]);
      const known = [
        ...[
          '--builder',
          '--platform',
          '--output',
          '--metadata-file',
          '--progress',
          '--provenance',
          '--sbom',
          '--file',
        ],
        ...['--target', '--build-arg', '--build-context', '--label', '--annotation', '--secret', '--ssh'],
      ];
      expect([...options.keys()].filter((name) => !known.includes(name))).toEqual([]);
      expect(options.get('--builder')).toEqual([builder]);
      expect(options.get('--file')).toEqual([file]);
      expect(options.get('--target')).toEqual([target]);
      expect(options.get('--build-arg') ?? []).toEqual(joined(buildArguments));
      expect(options.get('--build-context') ?? []).toEqual(joined(contexts));
      expect(options.get('--ssh') ?? []).toEqual(ssh);
      expect((options.get('--secret') ?? []).map(csv)).toEqual([
        ...secretNames.map(([id, env]) => [`id=${id}`, `env=${env}`]),
        ...files.map(([id, path]) => [`id=${id}`, `src=${path}`]),
      ]);
      if (options.has('--metadata-file')) {
        expect(options.get('--label') ?? []).toEqual(joined(labels));
        expect(options.get('--annotation') ?? []).toEqual(
          joined([...new Map(annotations)]).map((one) => `manifest:${one}`),
        );
      } else expect(csv(options.get('--output')?.[0] ?? '')).toEqual(['type=local', `dest=${context}`]);
    }
    // What the workflow wrote as KEY=VALUE comes out as it was, or is a fault.
    const [[key, value] = ['A', '']] = buildArguments;
    const quoted = `"${`${key}=${value}`.replaceAll('"', '""')}"`;
    const reader = makeReader({ 'build-args': quoted });
    const read = reader.pairs('build-args');
    if (/^[^=]*"/.test(key)) expect([read, reader.faults.length]).toEqual([[], 1]);
    else if (!key.includes('=') && key.trim() === key) expect(read).toEqual([[key, value]]);
  },
);

hostileTest(
  'signing and verifying take every word as the value of its option',
  [text, text, text],
  (san, issuer, file) => {
    const trust = { trustedRootFile: file, signingConfigFile: file, custom: true };
    const cosign = new Set(['--yes', '--use-signing-config']);
    const signer = { san, issuer };
    for (const argv of [
      signArgs(trust, { statementFile: file, bundleFile: file }, { ref: san }),
      signBlobArgs(trust, file, { ref: san }),
      ['verify', ...verifyArgs(trust, signer)],
      verifyBlobArgs(trust, signer, file),
      verifyBlobArgs(trust, { publicKeyFile: file }, file),
    ]) {
      const { options, words } = pflag(argv, cosign);
      expect(words).toHaveLength(1);
      const known = [
        ...['--yes', '--key', '--statement', '--signing-config', '--trusted-root', '--bundle', '--output'],
        ...['--certificate-identity', '--certificate-oidc-issuer'],
      ];
      expect([...options.keys()].filter((name) => !known.includes(name))).toEqual([]);
      for (const name of ['--certificate-identity', '--key']) {
        const [given] = options.get(name) ?? [];
        if (given !== undefined) expect([san, file]).toContain(given);
      }
    }
    const repository = { ...contextOf().repository, fullName: san };
    const image = { name: 'ghcr.io/a/b', registry: 'ghcr.io', repository: 'a/b' };
    const argv = attestationArgs(image, fill('a'), signer, {
      options: {
        repository,
        trust: { trustedRootFile: file, custom: true } as never,
      },
    });
    const { options, words } = pflag(argv, new Set(['--bundle-from-oci']));
    expect(words).toEqual(['attestation', 'verify', `oci://ghcr.io/a/b@${fill('a')}`]);
    expect(options.get('--repo')).toEqual([san]);
    expect(options.get('--cert-identity')).toEqual([san]);
    expect(options.get('--cert-oidc-issuer')).toEqual([issuer]);
  },
);

let dir: string;
const git = (...argv: readonly string[]): string =>
  execFileSync('git', argv, {
    cwd: dir,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  }).toString();

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'hostile-'));
  git('init', '--quiet', '--initial-branch=main');
  writeFileSync(join(dir, 'a.txt'), 'a');
  git('add', '.');
  git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '-m', 'feat: a');
});
afterAll(() => {
  rmSync(dir, { recursive: true });
});

hostileTest('git takes every name as a name', [line, line], async (name, path) => {
  const exec = makeExec({ env: { PATH: process.env['PATH'] ?? '', HOME: dir } });
  const it = makeGit(exec, { cwd: dir });
  const head = git('rev-parse', 'HEAD').trim();
  const answers = [
    it.commitOf(name),
    it.show(head, path),
    it.show(head, `--output=${join(dir, 'pwned')}`),
    it.listFiles(head, path),
    it.touches(head, path),
    it.touches(`--output=${join(dir, 'pwned')}`, path),
    it.isAncestor(name, head),
    it.log({ tip: head, exclude: [name] }, ({ message }) => message),
    it.commitOf(`--output=${join(dir, 'pwned')}`),
    it.log({ tip: `--output=${join(dir, 'pwned')}`, exclude: [] }, () => ''),
  ];
  for (const answer of await Promise.allSettled(answers))
    if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(Error);
  expect(readdirSync(dir).sort()).toEqual(['.git', 'a.txt']);
  expect(await it.show(head, 'a.txt')).toBe('a');
});
