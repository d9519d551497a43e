// Holds our reading of messages against conventional-changelog-core's, where both should agree.
import { afterAll, expect, test } from '@jest/globals';
import { message, random } from '../../bench/generate.ts';
import { compareReadings } from '../../bench/oracle.ts';
import { makeRepository, removeFolders, runGit } from '../support/world/repository.ts';
import { cases } from '../support/changelog/cases.ts';

afterAll(removeFolders);

test('the edge cases: every difference has a reason', async () => {
  const repository = makeRepository();
  let tip = repository.commit('chore: begin');
  const given = cases.flatMap(({ commits }) => commits.map((c) => (typeof c === 'string' ? c : c.message)));
  // Ours alone: their parser takes a minute for a subject of 4,000 characters, and their search for tags stumbles over
  // a body that holds `(tag: v7.7.7,`.
  const messages = given.filter((m) => m.length < 2000 && m.trim() !== '' && !m.includes('(tag: '));
  for (const text of messages) tip = repository.commit(text.replace(/<hash:\d+>/g, '0123456789abcdef'), tip);
  repository.branch('main', tip);
  const { compared, differences } = await compareReadings(repository.dir);
  expect(compared).toBeGreaterThan(80);
  expect(differences.filter(({ reason }) => reason === undefined)).toEqual([]);
  const counts: Record<string, number> = {};
  for (const { field, reason } of differences) {
    const key = `${field}: ${reason ?? ''}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  expect(counts).toEqual({
    'breaking: a title in lower case is prose': 1,
    'missing: after two footers in a row they lose the fields behind the message': 1,
    'scope: an emoji before the type': 1,
    'scope: their scope runs to the last bracket': 1,
    'type: a slip around the colon': 2,
    'type: a squash under a made-up name is read by its body': 1,
    'type: an emoji before the type': 3,
  });
}, 120_000);

test('generated histories: no difference at all', async () => {
  const repository = makeRepository();
  const next = random(7);
  const messages = Array.from({ length: 300 }, (_, i) => message(next, i + 1));
  let tip = repository.commit('chore: begin');
  for (const text of messages) tip = repository.commit(text, tip);
  repository.branch('main', tip);
  const { compared, differences } = await compareReadings(repository.dir);
  expect(compared).toBeGreaterThan(250);
  expect(differences).toEqual([]);
}, 120_000);

test('this project’s own history: no difference without its reason', async () => {
  const here = runGit('.', ['rev-parse', '--show-toplevel']);
  const { compared, differences } = await compareReadings(here);
  expect(compared).toBeGreaterThan(0);
  expect(differences.filter(({ reason }) => reason === undefined)).toEqual([]);
}, 120_000);
