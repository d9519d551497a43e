// Writes .github/workflows/release.yml, the workflow for callers, from action.yml: `npm run docs`. It has the action's own inputs.
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { format, resolveConfig } from 'prettier';

interface Declared {
  readonly description: string;
  readonly default?: string;
}

export const workflowFile = '.github/workflows/release.yml';
const checkout = 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2';

/** Handed over as secrets of the workflow, so that no log of the caller shows them. */
export const secretInputs = [
  'registry-password',
  'cosign-key',
  'cosign-password',
  'build-secrets',
  'ssh-key',
] as const;

/** What the workflow sets itself, or what needs a step of the caller, a file of the runner, or a permission that not every caller gives. */
export const ownInputs: readonly string[] = [
  'mode',
  'workflow',
  'builds',
  'github-token',
  'comment',
  'signer-workflow',
  'secrets',
  'secret-files',
  'ssh',
  'discussion-category',
  'builder-nodes',
];

/** Paths on the runner of the releasing job, and what is for the workflow itself. */
const ownOutputs: readonly string[] = ['manifest', 'notes', 'plan', 'matrix'];

/** Other than the action's: what other jobs of the repository may write takes part in no build (SLSA Build L3, isolation). */
export const ownDefaults: Readonly<Record<string, string>> = { cache: 'none' };

const quoted = (text: string): string => JSON.stringify(text);
const isFlag = ({ default: value }: Declared): boolean => value === 'true' || value === 'false';

/** The workflow's text, not yet formatted. @param text of action.yml */
export function calledWorkflow(text: string): string {
  const action = parse(text) as {
    readonly inputs: Readonly<Record<string, Declared>>;
    readonly outputs: Readonly<Record<string, Declared>>;
  };
  const secrets: readonly string[] = secretInputs;
  const inputs = Object.entries(action.inputs).filter(
    ([name]) => !ownInputs.includes(name) && !secrets.includes(name),
  );
  const outputs = Object.entries(action.outputs).filter(([name]) => !ownOutputs.includes(name));
  const declared = inputs.flatMap(([name, input]) => [
    `      ${name}:`,
    `        description: ${quoted(input.description)}`,
    `        type: ${isFlag(input) ? 'boolean' : 'string'}`,
    `        default: ${isFlag(input) ? (input.default ?? '') : quoted(ownDefaults[name] ?? input.default ?? '')}`,
  ]);
  /** `with:` of a job: what it is given beside the caller's inputs, and which secrets. */
  const handed = (
    own: Readonly<Record<string, string>>,
    given: readonly (typeof secretInputs)[number][],
  ): string[] => [
    ...Object.entries(own).map(([name, value]) => `          ${name}: ${value}`),
    ...inputs
      .filter(([name]) => own[name] === undefined)
      .map(([name]) => `          ${name}: \${{ inputs.${name} }}`),
    ...given.map((name) => `          ${name}: \${{ secrets.${name} }}`),
  ];
  const use = (
    id: string,
    own: Parameters<typeof handed>[0],
    given: Parameters<typeof handed>[1],
  ): string[] => [
    `      - uses: ${checkout}`,
    '        with: { persist-credentials: false }',
    '      # The action of this very commit, whoever calls. Runners before 2.336 do not know it (docs/recipes/native-runners.md).',
    '      - uses: $/',
    `        id: ${id}`,
    '        env: { RELEASE_ACTION_WORKFLOW_SHA: "${{ job.workflow_sha }}" }',
    '        with:',
    ...handed(own, given),
  ];
  const label = "${{ startsWith(inputs.runner, '[') && fromJSON(inputs.runner) || inputs.runner }}";
  return [
    '# Made from action.yml by scripts/called-workflow.ts: `npm run docs`.',
    '# The release over native runners, for callers: no step of theirs runs beside the identity that signs.',
    'name: release',
    'on:',
    '  workflow_call:',
    '    inputs:',
    '      runner:',
    '        description: "Runner of the planning and the releasing job: a label, or a JSON list of labels"',
    '        type: string',
    '        default: ubuntu-24.04',
    ...declared,
    '    secrets:',
    ...secretInputs.flatMap((name) => [
      `      ${name}:`,
      `        description: ${quoted(action.inputs[name]?.description ?? '')}`,
      '        required: false',
    ]),
    '    outputs:',
    ...outputs.flatMap(([name, output]) => [
      `      ${name}:`,
      `        description: ${quoted(output.description)}`,
      `        value: \${{ jobs.release.outputs.${name} }}`,
    ]),
    'permissions: {}',
    'jobs:',
    '  plan:',
    '    name: Plan',
    `    runs-on: ${label}`,
    '    permissions:',
    '      contents: read',
    '      packages: read # what the registry has already',
    '    outputs:',
    '      matrix: ${{ steps.plan.outputs.matrix }}',
    '    steps:',
    ...use('plan', { mode: 'plan' }, ['registry-password', 'cosign-key', 'cosign-password']),
    '  build:',
    '    name: Build ${{ matrix.platform }}',
    '    needs: plan',
    '    runs-on: ${{ matrix.runner }}',
    '    strategy:',
    '      fail-fast: false # a rerun of the failed ones finds what the others have handed over',
    '      matrix: ${{ fromJSON(needs.plan.outputs.matrix) }}',
    '    permissions:',
    '      contents: read # the checkout, in a private repository',
    '      packages: write # the platform and its record',
    '      id-token: write # the identity that signs them',
    '    steps:',
    ...use('build', { mode: 'build', platforms: '${{ matrix.platform }}', runners: "''" }, [
      'registry-password',
      'build-secrets',
      'ssh-key',
    ]),
    '  release:',
    '    name: Release',
    '    needs: [plan, build]',
    `    runs-on: ${label}`,
    '    permissions:',
    '      contents: write # the GitHub release and the moving Git tags',
    '      packages: write # the index and its signatures',
    '      id-token: write # the identity that signs',
    '      attestations: write # the provenance at GitHub',
    '    outputs:',
    ...outputs.map(([name]) => `      ${name}: \${{ steps.release.outputs.${name} }}`),
    '    steps:',
    ...use('release', { mode: 'release', builds: 'elsewhere' }, [...secretInputs]),
    '',
  ].join('\n');
}

if (import.meta.main) {
  const text = calledWorkflow(readFileSync('action.yml', 'utf8'));
  writeFileSync(workflowFile, await format(text, { ...(await resolveConfig(workflowFile)), parser: 'yaml' }));
}
