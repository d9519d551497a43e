// What the pictures in docs/images show, as a sum each: of the page that the report makes of the samples, as GitHub renders it. A picture
// is of a real rehearsal and takes minutes to draw; this tells in milliseconds that it shows what is no longer so.
import { createHash } from 'node:crypto';
import { renderFailure } from '../src/report/failure.ts';
import { renderPlan } from '../src/report/plan.ts';
import { renderSummary } from '../src/report/summary.ts';
import { renderRepoint, renderVerification } from '../src/report/verification.ts';
import { githubHtml } from '../__tests__/support/report/github-markdown.ts';
import {
  FAILURE,
  FAULTS,
  MOVED,
  PLAN,
  RELEASE,
  REPOINTED,
  VERIFIED,
} from '../__tests__/support/report/samples.ts';

/** Written beside the pictures by `npm run screenshots`. */
export const SHOWN_FILE = 'docs/images/shown.json';

const sum = (markdown: string): string =>
  createHash('sha256').update(githubHtml(markdown)).digest('hex').slice(0, 16);

/** Name of the picture, without its theme → sum. */
export const shown = (): Readonly<Record<string, string>> => ({
  failure: sum(renderFailure(FAILURE)),
  faults: sum(renderFailure(FAULTS)),
  plan: sum(renderPlan(PLAN)),
  repoint: sum(renderRepoint(REPOINTED)),
  summary: sum(renderSummary(RELEASE)),
  // Of the summary, its own picture.
  timeline: sum(renderSummary(RELEASE)),
  verify: sum(renderVerification(VERIFIED)),
  'verify-moved': sum(renderVerification(MOVED)),
});
