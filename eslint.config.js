import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import typescript from 'typescript-eslint';
import { importDirection } from './scripts/lint/import-direction.js';

export default defineConfig(
  { ignores: ['node_modules/', 'dist/', 'coverage/', '.cache/', 'resources/', '**/*_pb.ts', 'test/fixtures/architecture/additions/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  typescript.configs.strictTypeChecked,
  svelte.configs.recommended,
  svelte.configs.prettier,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] },
    },
    plugins: { engram: { rules: { 'import-direction': importDirection } } },
    rules: {
      'engram/import-direction': 'error',
      eqeqeq: 'error',
      'no-constant-binary-expression': 'error',
      'no-irregular-whitespace': 'error',
      'no-self-compare': 'error',
      'no-unreachable-loop': 'error',
      'no-unsafe-finally': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers read well in messages; everything else has to be turned into text on purpose.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // noUncheckedIndexedAccess is off, so a look-up that may fail has a type that says it cannot.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // [...text] is how the code points of a text are taken apart; what they mean is the caller's to know.
      '@typescript-eslint/no-misused-spread': 'off',
      // Protocol buffers declare their enumerations as plain numbers.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // An interface that has to wait somewhere is async everywhere.
      '@typescript-eslint/require-await': 'off',
      // `return refuse(...)` says that this is the end, whether or not it gives a value.
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
  {
    // Results have to be the same on every run: randomness is seeded, and time decides nothing.
    files: ['electron/engine/**', 'electron/jobs/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Use Generator: every stream has its seed.' }],
    },
  },
  {
    files: ['electron/engine/**'],
    rules: { 'no-restricted-globals': ['error', { name: 'Date', message: 'No result may depend on the time.' }] },
  },
  {
    // The register asks its key store synchronously, and Electron 22 knows only what later ones call old.
    files: ['electron/main/key-store.ts', 'test/electron/older/electron.ts'],
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
  {
    // The parser of components hands their scripts, and the window's state files, on to TypeScript's.
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: typescript.parser } },
    rules: {
      // `void` names what an effect depends on and does not otherwise read.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
    },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      // To this parser, what one component hands to another is `any`; svelte-check knows its type and checks it.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // Properties are taken apart by `let` where one of them is bound.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$derived'] }],
      'svelte/block-lang': ['error', { script: 'ts' }],
      'svelte/button-has-type': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/prefer-derived-over-derived-by': 'error',
      'svelte/shorthand-attribute': 'error',
      'svelte/shorthand-directive': 'error',
    },
  },
  {
    // Shows pages of this repository, turned into HTML when the window is built.
    files: ['renderer/components/document.svelte'],
    rules: { 'svelte/no-at-html-tags': 'off' },
  },
  {
    // Only tsc understands types in comments.
    files: ['**/*.js'],
    extends: [typescript.configs.disableTypeChecked],
  },
);
