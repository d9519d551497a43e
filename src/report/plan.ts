// What a release would do, for `mode: plan`: the job summary, or a pull request's comment.
import { fit, rowVariants, SUMMARY_LIMIT, table } from './document.ts';
import { clip, fence, prose } from './escape.ts';
import {
  cell,
  codeCell,
  follows,
  notesForms,
  pointerForms,
  section,
  shortCommit,
  warningForms,
} from './sections.ts';
import { faultForms } from './faults.ts';
import { count } from './quantities.ts';
import type { FindingReport, PermissionReport, PlanReport, ToolReport } from './model.ts';

/** Names beyond this many are counted, not spelt out. */
const MOST_NAMES = 30;

/**
 * GitHub-flavoured Markdown of at most `limit` bytes (`COMMENT_LIMIT` for a comment). `asSource` shows the notes as text: words
 * of a change log or of commits that nobody has merged must not call people, or show images and links, in a bot's name.
 * When it would be longer, sections shorten
 * and go in this order: commits, notes, assets, tools, findings, permissions, pointers, warnings, faults.
 */
export function renderPlan(
  report: PlanReport,
  { limit = SUMMARY_LIMIT, asSource = false }: { readonly limit?: number; readonly asSource?: boolean } = {},
): string {
  const notes =
    asSource && report.notes.trim() !== '' ? fence(report.notes.trim(), 'markdown') : report.notes;
  return fit(
    [
      section(10, [headline(report)]),
      section(9, faultForms(report.faults)),
      section(8, warningForms(report.warnings)),
      section(7, pointerForms(report.pointers, 'would move')),
      section(5, findingForms(report.findings)),
      section(3, assetForms(report.assets)),
      section(6, permissionForms(report.permissions)),
      section(4, toolForms(report.tools)),
      section(1, commitForms(report)),
      section(2, notesForms(notes, undefined)),
    ],
    limit,
  );
}

function headline(report: PlanReport): string {
  const { faults } = report;
  const outlook =
    faults.length === 0
      ? 'would be released'
      : `cannot be released yet: ${count(faults.length, 'fault')} to mend`;
  const facts = [
    ...(report.prerelease ? ['prerelease'] : []),
    follows(report),
    `commit ${shortCommit(report.commit)}`,
    count(report.commits.length, 'commit'),
  ];
  return [
    `## Plan: ${cell(report.tag)} ${outlook}`,
    `${facts.join(' · ')}. Nothing has been written.`,
    `**Why this version** ${prose(clip(report.why, 500))}`,
    ...(report.images.length === 0
      ? ['**Image** none']
      : [
          `**Image** ${names(report.images)} · **tags** ${names(report.imageTags)} · **platforms** ${names(report.platforms)}`,
        ]),
  ].join('\n\n');
}

function names(all: readonly string[]): string {
  const shown = all.slice(0, MOST_NAMES).map((name) => codeCell(name));
  return `${shown.join(', ')}${all.length > shown.length ? ` and ${all.length - shown.length} more` : ''}`;
}

const FINDING: Readonly<Record<FindingReport['state'], string>> = {
  found: 'found',
  'to-make': 'to make',
  unknown: 'unknown',
  conflict: '**conflict**',
};

function findingForms(findings: readonly FindingReport[]): readonly string[] {
  const row = (one: FindingReport): readonly string[] => [
    prose(clip(one.what, 200)),
    FINDING[one.state],
    prose(clip(one.detail ?? '', 200)),
  ];
  return rowVariants(
    '### What is there already',
    findings,
    (rows) => table(['Piece', 'State', ''], rows.map(row)),
    'The log has every piece.',
  );
}

function assetForms(assets: readonly string[]): readonly string[] {
  return rowVariants(
    '### Assets to be made',
    assets,
    (rows) => rows.map((name) => `- ${codeCell(name)}`).join('\n'),
    'The output `plan` names every file.',
  );
}

const PERMISSION: Readonly<Record<PermissionReport['state'], string>> = {
  present: 'present',
  missing: '**missing**',
  unknown: 'not known before it is used',
};

function permissionForms(permissions: readonly PermissionReport[]): readonly string[] {
  const row = (one: PermissionReport): readonly string[] => [
    codeCell(one.permission),
    PERMISSION[one.state],
    prose(clip(one.neededFor, 200)),
  ];
  return rowVariants(
    '### Permissions',
    permissions,
    (rows) => table(['Permission', 'State', 'Needed to'], rows.map(row)),
    'The log has every permission.',
  );
}

const TOOL: Readonly<Record<ToolReport['source'], string>> = {
  runner: 'on the runner',
  install: 'to be installed and verified',
  missing: '**missing**',
};

function toolForms(tools: readonly ToolReport[]): readonly string[] {
  const row = (one: ToolReport): readonly string[] => [
    codeCell(one.name),
    cell(one.version ?? '–'),
    TOOL[one.source],
  ];
  return rowVariants(
    '### Tools',
    tools,
    (rows) => table(['Tool', 'Version', 'Where'], rows.map(row)),
    'The log has every tool.',
  );
}

function commitForms({ commits }: PlanReport): readonly string[] {
  return rowVariants(
    '### Commits',
    commits,
    (rows) => rows.map(({ sha, subject }) => `- ${shortCommit(sha)} ${cell(subject)}`).join('\n'),
    'The notes below hold what matters of them.',
  );
}
