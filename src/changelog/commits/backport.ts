// Which pull requests a commit brings to another line, by their numbers: the bots that do so give the copy a number of its own.
import { splitPull } from './pull-number.ts';

/** What is looked at of a body: the bots begin it with their sentence. */
const longest = 4000;

const porting = String.raw`(?:back|forward)[ -]?port(?:s|ed|ing)?|cherry[ -]?pick(?:s|ed|ing)?`;
/** `(backport #7)` and `(bp #7)` of Mergify, `[Backport #7]`, `Backport #7: …`. */
const inSubject = new RegExp(String.raw`(?:^|[([])(?:${porting}|bp)(?: (?:of|from))? #(\d{1,10})\b`, 'gi');
/**
 * `Backport of #7`, `This is an automatic backport of pull request #7 done by Mergify`, `This is an automated cherry-pick of #7`
 * (Prow), `Cherry pick of #7 on release-1.2.` (Kubernetes), `This PR is auto-generated from #7 to be assessed for backporting`
 * (HashiCorp), `Github-Pull: #7` (Bitcoin).
 */
const inBody = new RegExp(
  String.raw`^(?:(?:# )?(?:This (?:PR )?is an? )?(?:auto(?:mat(?:ed|ic)|-generated) |manual )?(?:${porting})(?: (?:of|from))?(?: (?:PR|pull request))?|This PR is auto-generated from|Github-Pull:) #(\d{1,10})\b`,
  'gim',
);

/** A word of each sentence, as people write it; for most bodies none is there, and this is found out sooner than by a pattern. */
const words = ['port', 'Port', 'PORT', 'pick', 'Pick', 'PICK', 'Github-Pull', 'auto-generated from'];

/** The numbers of the pull requests that a commit says it is a copy of. */
export function portedPulls(subject: string, body: string): readonly string[] {
  const head = body.slice(0, longest);
  if (!/port|pick|\bbp #/i.test(subject) && !words.some((word) => head.includes(word))) return none;
  return [...subject.matchAll(inSubject), ...head.matchAll(inBody)].map(([, pull = '']) => pull);
}

const none: readonly never[] = [];

/**
 * `fix: a (#7) (#9)`: the ninth pull request has the title of the seventh, as when somebody copies it by hand. Both ends of a
 * pair have one key: `fix: a (#7)` has it, too.
 */
export function copiedKey(subject: string): string | undefined {
  const { title, pull } = splitPull(subject);
  return pull !== undefined && splitPull(title).pull !== undefined ? bare(title) : undefined;
}

/** A title without the line that it was brought to: `[release-1.2] fix: a (#7)`. */
export function bare(title: string): string {
  return title.replace(/^(?:\[[^[\]]{1,100}\]:? *)+/, '');
}

/** A title without the words that say that it is a copy: `[1.x] fix: a (backport)`, `fix: a [cherry-pick to 1.x]`. */
export function unported(title: string): string {
  return bare(title).replace(ported, '');
}

const ported = new RegExp(String.raw` [([](?:${porting})\b[^()[\]]{0,60}[)\]]$`, 'i');
