// `mode: tag`: the tag that the commits ask for, and the release started on it.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programsFor } from '../../e2e/programs.ts';
import { merge, readNote, type Way } from '../way.ts';

const MADE = 'v1.3.0';
const workflow = `name: release
on:
  push: { branches: [main] }
  workflow_dispatch:
`;

export const tag: Way = {
  name: 'mode-tag',
  what: '`mode: tag`: merged, tagged, started',
  before: async (site) => {
    const dir = await mkdtemp(join(tmpdir(), 'rehearsal-tag-'));
    try {
      const who = { NAME: 'Ana Ortiz', EMAIL: 'ana@example.com', DATE: '2026-03-01T12:00:00Z' };
      const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'], GIT_INDEX_FILE: join(dir, 'index') };
      for (const [key, value] of Object.entries(who))
        for (const role of ['AUTHOR', 'COMMITTER']) env[`GIT_${role}_${key}`] = value;
      const git = (argv: readonly string[], input = ''): string =>
        execFileSync(site.world.tools.git, ['--git-dir', site.gitDir, ...argv], {
          input,
          env,
          encoding: 'utf8',
        }).trim();
      const blob = git(['hash-object', '-w', '--stdin'], workflow);
      git(['read-tree', 'v1.2.0']);
      git(['update-index', '--add', '--cacheinfo', `100644,${blob},.github/workflows/release.yml`]);
      const message = 'feat: answer in French, too';
      const commit = git(['commit-tree', git(['write-tree']), '-p', 'v1.2.0^{commit}', '-m', message]);
      await merge(site, commit);
      const { gh } = await programsFor(site, join(dir, 'gh'));
      const check = ['-f', 'name=test', '-f', `head_sha=${commit}`, '-f', 'conclusion=success'];
      const { code, stderr } = await gh('api', `repos/${site.repository}/check-runs`, ...check);
      if (code !== 0) throw new Error(`the check was not made: ${stderr}`);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  },
  start: () =>
    Promise.resolve({
      ref: 'refs/heads/main',
      with: { mode: 'tag', tag: 'next' },
      permissions: { contents: 'write', actions: 'write', checks: 'read', statuses: 'read' },
      builder: false,
    }),
  rules: async ({ site, now }) => {
    const merged = await readNote(site, 'main');
    const [named, runs] = [now.gitTags[MADE], now.dispatches[`refs/tags/${MADE}`] ?? 0];
    return [
      ...(named?.startsWith(merged) === false ? [`${MADE} names ${named}, and not ${merged}`] : []),
      ...(runs > 1 ? [`the release of ${MADE} was started ${runs} times`] : []),
      ...(runs > 0 && named === undefined ? [`a release was started, and there is no ${MADE}`] : []),
    ];
  },
};
