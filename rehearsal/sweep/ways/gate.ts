// A gate between proof and publishing: one that passes, and one that does not.
import { TAG } from '../tag.ts';
import type { Seen, Way } from '../way.ts';

const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1';
const passing = 'docker buildx imagetools inspect "$IMAGE" | grep -q linux/arm64\ntest "$TAG" = v1.2.0';

/** No image has a new tag that the gate has not passed. */
function unpassed({ now, old }: Seen): readonly string[] {
  const known = new Set(Object.values(old.tags));
  return Object.entries(now.tags).flatMap(([tag, digest]) =>
    known.has(digest) || now.referrers[digest]?.includes(TEST_RESULT) === true
      ? []
      : [`${tag} names ${digest}, which no gate has passed`],
  );
}

/** Nothing of the release is public. */
function shown({ now, old }: Seen): readonly string[] {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  return [
    ...(same(now.tags, old.tags) ? [] : [`image tags are ${JSON.stringify(now.tags)}`]),
    ...(same(now.gitTags, old.gitTags) ? [] : [`Git tags are ${JSON.stringify(now.gitTags)}`]),
    ...now.releases
      .filter(({ tag, draft }) => tag === TAG && !draft)
      .map(({ tag }) => `${tag} is published, and its gate has failed`),
  ];
}

export const gate: Way = {
  name: 'gate',
  what: 'a gate passes',
  start: () => Promise.resolve({ with: { gate: passing } }),
  assets: ['gate.sigstore.json'],
  rules: unpassed,
};

export const failingGate: Way = {
  name: 'gate-fails',
  what: 'a gate fails, each time',
  start: () => Promise.resolve({ with: { gate: `${passing}\necho "vulnerable: libfoo"; exit 3` } }),
  fails: 'command 3 of the gate failed with exit code 3; nothing is public',
  rules: shown,
};
