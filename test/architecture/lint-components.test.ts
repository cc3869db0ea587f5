import { Linter } from 'eslint';
import svelte from 'eslint-plugin-svelte';
import typescript from 'typescript-eslint';
import { expect, test } from 'vitest';
import { importDirection } from '../../scripts/lint/import-direction.js';

const linter = new Linter();
const config: Linter.Config[] = [
  ...svelte.configs.base,
  { files: ['**/*.svelte'], languageOptions: { parserOptions: { parser: typescript.parser } } },
  {
    files: ['**/*.svelte'],
    plugins: { engram: { rules: { 'import-direction': importDirection } } },
    rules: { 'engram/import-direction': 'error' },
  },
];

test.each([
  ['its script', `<script lang="ts">\n  import { shell } from 'electron';\n</script>\n<p>{shell}</p>`],
  ['its template', `{#await import('electron') then electron}<p>{electron}</p>{/await}`],
])('lint sees what a component imports in %s', (_where, source) => {
  const problems = linter.verify(source, config, { filename: 'renderer/pages/x.svelte' });
  expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([
    'engram/import-direction: renderer may not import the package "electron"; scripts/lint/import-rules.json says who may import whom.',
  ]);
});
