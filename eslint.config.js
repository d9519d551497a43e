// The lint rules carry the house rules: imports point down only, and only the entry points read the environment.
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The layers of src/, from the top down: a layer may import those below it, and none above. */
const layers = [
  ['index.ts'],
  ['main.ts', 'cli'],
  ['results'],
  ['modes'],
  ['steps', 'audit'],
  ['find'],
  ['run'],
  ['world'],
  ['changelog'],
  ['plan', 'report'],
];
/** A later phase of a release may import an earlier one, never the other way. */
const phases = ['preflight', 'notes', 'prepare', 'prove', 'draft', 'publish'];
/** What reaches outside the process: not for the layers that only compute. */
const effects = [
  '@actions/*',
  '@sigstore/oci',
  '@sigstore/tuf',
  'node:fs',
  'node:fs/*',
  'node:child_process',
  'node:http',
  'node:https',
  'node:net',
  'node:os',
];
const pure = new Set(['changelog', 'plan', 'report']);

const noImport = (...patterns) => ({
  'no-restricted-imports': ['error', { patterns: patterns.filter(({ group }) => group.length > 0) }],
});
const anyDepth = (name) => (name.endsWith('.ts') ? `**/src/${name}` : `**/${name}/**`);
const layerPatterns = (room, at) => [
  {
    group: [...layers.slice(0, at), layers[at].filter((name) => name !== room)].flat().map(anyDepth),
    message: `${room} may not import a layer above it, nor one beside it.`,
  },
  { group: pure.has(room) ? effects : [], message: `${room} is pure: it reads and writes nothing.` },
];
const layerRules = [
  ...layers.flatMap((rooms, at) =>
    rooms
      .filter((room) => !room.endsWith('.ts'))
      .map((room) => ({ files: [`src/${room}/**/*.ts`], rules: noImport(...layerPatterns(room, at)) })),
  ),
  ...phases.map((phase, at) => ({
    files: [`src/steps/${phase}/**/*.ts`],
    rules: noImport(...layerPatterns('steps', 4), {
      group: phases.slice(at + 1).map((later) => `../${later}/**`),
      message: `${phase} may not import a later phase.`,
    }),
  })),
];

export default defineConfig(
  {
    ignores: [
      'dist/',
      'docs/',
      'build/',
      'coverage/',
      'node_modules/',
      '.rehearsal/',
      'rehearsal/**/fixtures/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-empty': ['error', { allowEmptyCatch: false }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/index.ts', 'src/cli/**'],
    rules: {
      // Beyond four the caller cannot tell them apart: an object with named fields says which is which.
      '@typescript-eslint/max-params': ['error', { max: 4 }],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Only src/index.ts reads the environment; pass what is needed.',
        },
        {
          object: 'process',
          property: 'exit',
          message: 'Throw a ReleaseError; src/index.ts decides how to end.',
        },
      ],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/world/http/**'],
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Ask through src/world/http/client.ts.' }],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'ImportDeclaration[source.value=/^(@actions.http-client|undici|node:https?)$/]:not([importKind="type"])',
          message:
            'Ask through src/world/http/client.ts: it cannot die of a server that closes, and keeps tokens at home.',
        },
      ],
    },
  },
  ...layerRules,
  {
    files: ['src/**/*.ts'],
    // A table with a row for each class of error.
    ignores: ['src/error-codes.ts'],
    rules: { 'max-lines': ['error', { max: 220, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['__tests__/**/*.ts', 'rehearsal/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-console': 'off' },
  },
);
