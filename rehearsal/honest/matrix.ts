// Every way to ask for a release that changes what proves it: the parameters, which combinations the inputs refuse, and why.
import { type Row, product } from './pairwise.ts';

export const parameters = {
  sign: ['keyless', 'key', 'none'],
  attest: ['true', 'false'],
  checksums: ['checksums.txt', ''],
  'sign-assets': ['checksums', 'each'],
  sbom: ['', 'auto'],
  prerelease: ['false', 'true'],
  called: ['', 'octo-org/shared/.github/workflows/release.yml@refs/heads/main'],
  visibility: ['public', 'private'],
} as const;

/** What the inputs say of a row that they refuse; `undefined` for one that is a release. */
export function refusal({ sign, 'sign-assets': each }: Row): RegExp | undefined {
  return sign === 'none' && each === 'each' ? /^sign-assets: each needs somebody who signs$/ : undefined;
}

export const isAllowed = (row: Row): boolean => refusal(row) === undefined;

/** All of them, in an order that stays. */
export const combinations: readonly Row[] = product(parameters);

/** The inputs of a row; the rest is where and by whom it is released. */
export function inputsOf(row: Row): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !['called', 'visibility'].includes(name)));
}
