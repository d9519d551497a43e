// What stands in the way of rehearsing somebody's repository here, known before anything is started.
import type { RehearseOptions } from '../runner/cli.ts';
import { dockerfileOf } from './advice.ts';
import { inspectDockerfile } from './dockerfile.ts';
import type { RepositoryFacts } from './repository.ts';
import { parseTag } from '../../src/plan/version/version.ts';

/** Base images that the rehearsal has: it is cut off from every registry. */
const BASES = /^ghcr\.io\/octo-org\/base(?:-c)?:1$/;

/** Modes that build nothing. */
const NO_BUILD = new Set(['plan', 'verify', 'repoint', 'tag']);

type Asked = Pick<RehearseOptions, 'tag' | 'branch' | 'parallel' | 'dockerfile' | 'with' | 'event'>;

function whyNoTag({ tags }: RepositoryFacts, asked: Asked): readonly string[] {
  const prefix = asked.with['tag-prefix'] ?? '';
  const named = asked.tag ?? asked.branch ?? asked.parallel;
  if (named !== undefined || tags.some((tag) => parseTag(tag, prefix) !== undefined)) return [];
  return [
    `there is no version tag. Name one with --tag ${prefix}v0.1.0: it is made in the rehearsal's copy, on HEAD, and not in your repository`,
  ];
}

function whyNoBuild(facts: RepositoryFacts, asked: Asked): readonly string[] {
  if (asked.dockerfile !== undefined || NO_BUILD.has(asked.with['mode'] ?? 'release')) return [];
  const remedy =
    'Add --dockerfile rehearsal: a plain image takes the place of yours, and all else is rehearsed';
  const file = asked.with['file'] ?? dockerfileOf(facts);
  if (file === undefined || !facts.files.includes(file))
    return [`there is no ${file ?? 'Dockerfile'} in HEAD. ${remedy}`];
  const missing = inspectDockerfile(facts.texts[file] ?? '', facts.files).bases.filter(
    (image) => !BASES.test(image),
  );
  return missing.length === 0
    ? []
    : [`the rehearsal reaches no registry, so it lacks the base image ${missing.join(', ')}. ${remedy}`];
}

/** Sentences with a remedy each; none where it can be tried. */
export const whyNotRehearsable = (facts: RepositoryFacts, asked: Asked): readonly string[] => [
  ...whyNoTag(facts, asked),
  ...whyNoBuild(facts, asked),
];
