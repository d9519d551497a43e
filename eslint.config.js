// The lint rules carry the house rules: imports point down only, and the environment is read at one door.
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const noImport = (message, ...group) => ({ patterns: [{ group, message }] });

export default defineConfig(
  { ignores: ['dist/', 'build/', 'coverage/', 'node_modules/', '.rehearsal/', 'rehearsal/**/fixtures/'] },
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
  {
    files: ['src/plan/**/*.ts', 'src/changelog/**/*.ts', 'src/report/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        noImport(
          'plan, changelog and report are pure: no adapter, no I/O.',
          '**/world/*',
          '**/world/**',
          '**/steps/**',
          '**/modes/**',
          '**/results/**',
          '../index.ts',
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
        ),
      ],
    },
  },
  {
    files: ['src/world/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        noImport(
          'world knows nothing of the rooms above it.',
          '**/steps/**',
          '**/report/**',
          '**/modes/**',
          '**/results/**',
          '../index.ts',
        ),
      ],
    },
  },
  {
    files: ['src/steps/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        noImport(
          'imports point down only: index → release → steps → world.',
          '**/modes/**',
          '**/results/**',
          '../index.ts',
        ),
      ],
    },
  },
  {
    files: ['__tests__/**/*.ts', 'rehearsal/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-console': 'off' },
  },
);
