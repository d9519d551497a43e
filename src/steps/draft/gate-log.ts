// What a gate said that was not passed: kept in a draft of the release, where those who may release find it.
import { ReleaseError } from '../../errors.ts';
import { gateLogName } from '../../plan/asset-names.ts';
import { hasOthersWords, writePage } from '../../plan/record/page-parts.ts';
import type { Job } from '../../run/job.ts';
import type { GitHubRelease } from '../../world/github/types.ts';
import { assetOf } from '../prepare/asset-file.ts';
import { draftMaker } from './lost-draft.ts';

/**
 * Puts the log into a draft of this action's own, and takes the earlier one out. A page that is public already has no draft
 * beside it: the log of the run has it then. The next run that passes removes the draft.
 */
export async function keepGateLog(
  { plan, world: { github }, steps, earlier }: Job,
  notes: string,
  log: string,
): Promise<void> {
  if (earlier.prepared?.draft === false) return;
  const asset = assetOf(gateLogName, log, 'text/plain; charset=utf-8');
  const isOwn = ({ draft, body, assets }: GitHubRelease): boolean =>
    draft && !hasOthersWords(plan.tag, body) && assets.every(({ name }) => name === gateLogName);
  const nobodys = { above: '', below: '' };
  const fields = {
    tag: plan.tag,
    name: plan.release.title,
    body: writePage(plan.tag, notes, nobodys),
    prerelease: plan.release.prerelease,
  };
  // A step of its own: for seconds the list may lack a fresh draft (H1 in docs/reality.md), and one that is asked again would make a second.
  const { id } = await steps.run({
    title: `Draft a page for ${gateLogName}`,
    ...draftMaker(github, fields, (releases) => releases.find(isOwn)),
    describe: ({ url }) => url,
  });
  await steps.run({
    title: `Keep ${gateLogName} in a draft`,
    make: async () => {
      const draft = await github.release(id);
      if (draft === undefined || !isOwn(draft))
        throw new ReleaseError(`the draft for ${gateLogName} was filled, published or deleted meanwhile`, {
          hint: 'The log of this run has what the gate said.',
        });
      for (const old of draft.assets) await github.deleteAsset(old.id);
      const { name, contentType } = asset;
      await github.upload(draft, { name, contentType }, { bytes: Buffer.from(log) });
      return draft;
    },
    describe: ({ url }) => url,
  });
}
