// docs/adversary.md: what was done to a rehearsed release, and what `mode: verify` said first.
import type { Verdict } from './attacked.ts';
import type { Tampering } from './tamperings.ts';

const means: Readonly<Record<Tampering['right'], string>> = {
  contents: '`contents: write`: releases, their assets and notes, Git tags',
  packages: '`packages: write`: image tags, versions, what refers to an image',
  attestations: '`attestations: write`: what GitHub stores',
  'all three': 'contents, packages and attestations at once',
  'another identity': 'all three, and signatures by another workflow, ref, event, commit or repository',
  'own identity':
    'all three, and a provenance by the release’s own identity that does not say what that run did',
};

/** Digests, commits and log indexes are other ones in every run. */
const steady = (text: string): string =>
  text
    .replaceAll(/sha256:[0-9a-f]{12,64}…?/g, 'sha256:…')
    .replaceAll(/\b[0-9a-f]{64}\b/g, 'HASH')
    .replaceAll(/\b[0-9a-f]{40}\b/g, 'COMMIT')
    .replaceAll(/\/runs\/\d+/g, '/runs/…')
    .replaceAll(/\blog index \d+/g, 'log index …');
const cell = (text: string): string =>
  `\`${steady(text.split('\n')[0]!).slice(0, 230).replaceAll('|', '\\|').replaceAll('`', "'")}\``;

/** What a row of the page says of one tampering. */
export function outcomeOf({ outcome, first, found }: Verdict & Tampering): string {
  if (!(found instanceof RegExp)) return `harmless: ${found.harmless}`;
  return `${outcome}: ${cell(first)}`;
}

export function page(tried: readonly (Verdict & Tampering)[]): string {
  const count = (outcome: Verdict['outcome']): number =>
    tried.filter((one) => one.outcome === outcome).length;
  const first = tried.filter(({ outcome, named }) => outcome === 'caught' && named === 1).length;
  const table = (right: string): string =>
    tried
      .filter((one) => one.right === right)
      .map((one) => `| ${one.name.replaceAll('|', '\\|')} | ${outcomeOf(one)} |`)
      .join('\n');
  return `# The adversary’s table

Written by \`npm run rehearse:adversary\`. One release is rehearsed: the bundle makes it, and the stand-ins for registry, GitHub and
Sigstore hold it. Each row is one tampering with what they hold, by somebody who has no more than the right that is named; the
bundle’s \`mode: verify\` judges it, and it is undone. The same table is tried in memory by the unit tests, and a sample of it end
to end. A row names what \`verify\` said first.

${tried.length} tamperings: ${count('caught')} caught, ${first} of them with the lie named first; ${count('unverified')} of which verify says that it cannot see enough
(\`verified: false\`); ${count('harmless')} harmless; ${count('MISSED') + count('REFUSED')} missed.

${Object.entries(means)
  .map(([right, has]) => `## ${right}\n\n${has}\n\n| tampering | outcome |\n| --- | --- |\n${table(right)}\n`)
  .join('\n')}`;
}
