// The dependency updates of bots: which commits they are, and what each updates.
import type { Change, VersionStep } from './commit.ts';
import { splitPull } from './pull-number.ts';
import { cleanLine } from '../markdown/text.ts';

/** One dependency's way through the release; `from` and `to` are absent when the subject does not name them. */
export interface Update {
  readonly name: string;
  readonly from?: string;
  readonly to?: string;
  readonly pulls: readonly string[];
}

/** Bots that do nothing else, and bots of any kind: GitHub ends an app's login with `[bot]`. */
const updater =
  /\b(?:dependabot|renovate|greenkeeper|depfu|pyup|snyk|scala[ -]steward)\b|^bot@(?:renovateapp\.com|mend\.io)$/i;
const bot = /\[bot\](?:@|$)|(?:^|[ -])(?:ro)?bot(?:$|@)/i;
const security = /\[security\]|\bsecurity\b|\b(?:CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3})\b/i;
const updating = /\b(?:bumps?|(?:auto)?updates?|upgrades?|pin|replace|lock file maintenance)\b/i;
const dependencies = /\b(?:bumps?|dependenc(?:y|ies)|lock ?file|deps|pre-commit autoupdate)\b|\bto v?\d/i;

/** Whether the author does nothing but update dependencies. */
export function isUpdater({ author, email }: { readonly author: string; readonly email: string }): boolean {
  return updater.test(author) || updater.test(email);
}

/** Whether a change is one dependency update of many; one that mends a vulnerability is not, and keeps its own line. */
export function isBotUpdate({ author, breaking, undoes, scope, subject, description }: Change): boolean {
  if (breaking || undoes || !updating.test(description) || security.test(subject)) return false;
  if (isUpdater({ author: author.name, email: author.email })) return true;
  const isBot = bot.test(author.name) || bot.test(author.email);
  return isBot && dependencies.test(`${scope ?? ''} ${description}`);
}

interface Folded {
  readonly name: string;
  from?: string;
  to?: string;
  readonly pulls: string[];
}

/** The updates by name, in order; two steps of one dependency become one, from the first version to the last. */
export function foldUpdates(changes: readonly Change[]): Update[] {
  const byName = new Map<string, Folded>();
  for (const change of changes) {
    const pull = splitPull(change.subject).pull;
    for (const { name, from, to } of change.updates ?? [readUpdate(change.description)]) {
      const known = byName.get(name);
      const update: Folded = known ?? { name, pulls: [] };
      if (known === undefined && from !== undefined) update.from = from;
      if (to !== undefined) update.to = to;
      if (pull !== undefined && !update.pulls.includes(pull)) update.pulls.push(pull);
      byName.set(name, update);
    }
  }
  return [...byName.values()];
}

/** More than these of one pull request are named by their group. */
const mostSteps = 10;
const step =
  /^(?:Bumps|Updates) (?:\[([^\]\s]{1,200})\]\(\S{1,500}\)|`([^`\s]{1,200})`|(\S{1,200})) from (\S{1,100}) to (\S{1,100}?)\.?\s*$/gm;

/** Dependabot's own sentences, where the subject was too long for the versions or is of a group. */
export function stepsIn(subject: string, body: string): readonly VersionStep[] {
  if (!/\bbumps?\b/i.test(subject) || / from \S+ to \S/.test(subject)) return [];
  const steps = [...body.slice(0, 20_000).matchAll(step)].map((found) => ({
    name: cleanLine(found[1] ?? found[2] ?? found[3] ?? ''),
    from: cleanLine(found[4] ?? ''),
    to: cleanLine(found[5] ?? ''),
  }));
  return steps.length > mostSteps ? [] : steps;
}

/** How the bots name what something is, before its name or behind it. */
const before =
  '(?:dependency|devdependency|module|action|rust crate|helm release|helm chart|terraform|docker image|docker tag|pre-commit hook|gem|npm package|package|plugin) ';
const behind = ' (?:docker (?:tag|digest|image)|container image|digest|action|monorepo|orb)';
const grouped = /^bumps? the (\S.*? group)\b(?: (?:across|in) .+?)?(?: with \d+ updates?)?$/i;
/** A version, or what a manifest asks for: `~> 3.0`, `>= 1, < 3`. */
const wanted = '((?:[~^<>=!]+ )?[^\\s,]+(?:, ?[~^<>=!]+ ?[^\\s,]+){0,5})';
const fromTo = new RegExp(
  `\\b(?:bumps?|upgrades?|updates?) (?:${before})?(\\S.*?)(?:${behind}| requirement)? from ${wanted} to ${wanted}`,
  'i',
);
const to = new RegExp(
  `\\b(?:bumps?|upgrades?|updates?|pin) (?:${before})?(\\S.*?)(?:${behind})? to (\\S+)`,
  'i',
);
const several = /^bumps? (\S+(?:(?:, \S+)* and \S+)?)(?: in \S+)?(?: in the .* group)?(?: across .+)?$/i;

function readUpdate(description: string): { name: string; from?: string; to?: string } {
  const text = splitPull(description).title.replace(
    / (?:- autoclosed|\[(?:skip ci|ci skip|backport\b[^\]]*)\])$/i,
    '',
  );
  // Dependabot's groups: the number of updates is of that one pull request.
  const name = grouped.exec(text)?.[1] ?? several.exec(text)?.[1];
  if (name !== undefined) return { name };
  const both = fromTo.exec(text);
  if (both) return { name: both[1] ?? '', from: both[2] ?? '', to: both[3] ?? '' };
  const one = to.exec(text);
  return one ? { name: one[1] ?? '', to: one[2] ?? '' } : { name: text };
}
