import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { importProblem, importRules } from '../../scripts/lint/import-direction.js';
import { importsOf } from './imports-of.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = ['electron', 'shared', 'renderer'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') || file.endsWith('.svelte'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`),
);

const sourceOf = (file: string): string => readFileSync(`${root}${file}`, 'utf8');
const importsIn = (file: string): string[] => importsOf(file, sourceOf(file));

describe('who imports whom', () => {
  test('every source file lies in a folder that has a rule', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => !importRules.some((rule) => file.startsWith(`${rule.folder}/`)))).toEqual([]);
  });

  test('no source file imports against the rules', () => {
    const problems = files.flatMap((file) => importsIn(file).map((specifier) => importProblem(file, specifier)));
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });
});

test('the engine takes onnxruntime from the one place that turns its telemetry off', () => {
  const takers = files.filter((file) => importsIn(file).includes('onnxruntime-node'));
  expect(takers).toEqual(['electron/engine/runtimes/onnx/library.ts']);
  expect(importsIn('electron/engine/runtimes/onnx/library.ts')[0]).toBe('./without-telemetry.js');
});

describe('the window', () => {
  test('has steps that know nothing of each other', () => {
    const stepOf = (path: string) => /^renderer\/steps\/([^/]+)\//.exec(path)?.[1];
    const crossings = files
      .filter((file) => stepOf(file) !== undefined)
      .flatMap((file) => importsIn(file).map((specifier) => ({ file, target: posix.join(posix.dirname(file), specifier) })))
      .filter(({ file, target }) => stepOf(target) !== undefined && stepOf(target) !== stepOf(file));
    expect(crossings).toEqual([]);
  });

  test('reaches the world outside in one file', () => {
    const reaching = files.filter(
      (file) => file.startsWith('renderer/') && /\b(fetch|EventSource|XMLHttpRequest|WebSocket|sendBeacon)\b/.test(sourceOf(file)),
    );
    expect(reaching).toEqual(['renderer/state/bridge.ts']);
  });
});

describe('the checker', () => {
  test.each([
    ['shared/domain/error.ts', '../../electron/engine/base/error.js', 'shared/domain may not import electron/engine/base/error.js'],
    ['shared/domain/error.ts', 'node:fs', 'shared/domain may not import the package "node:fs"'],
    ['electron/engine/base/error.ts', '../../jobs/job.js', 'electron/engine may not import electron/jobs/job.js'],
    ['electron/engine/images/image.ts', 'electron', 'electron/engine may not import the package "electron"'],
    ['electron/jobs/job.ts', '../worker/messages.js', 'electron/jobs may not import electron/worker/messages.js'],
    [
      'electron/worker/client/engine-client.ts',
      '../process/host.js',
      'electron/worker/client may not import electron/worker/process/host.js',
    ],
    ['electron/services/engine-service.ts', '../jobs/job.js', 'electron/services may not import electron/jobs/job.js'],
    ['electron/cli/main.ts', '../worker/client/engine-client.js', 'electron/cli may not import electron/worker/client/engine-client.js'],
    ['electron/cli/main.ts', '../../scripts/demo.js', 'electron/cli may not import scripts/demo.js'],
    ['renderer/app/app.ts', '../../electron/engine/base/error.js', 'renderer may not import electron/engine/base/error.js'],
  ])('catches %s importing %s', (file, specifier, problem) => {
    expect(importProblem(file, specifier)).toBe(problem);
  });

  test.each([
    ['electron/engine/scoring/x.ts', '../error.js'],
    ['electron/engine/base/error.ts', '../../../shared/domain/error.js'],
    ['electron/engine/base/error.ts', 'onnxruntime-node'],
    ['electron/engine/base/error.ts', 'node:fs/promises'],
    ['electron/worker/process/host.ts', '../messages.js'],
    ['electron/worker/process/host.ts', '../../jobs/job.js'],
    ['renderer/app/app.ts', '../../shared/domain/error.js'],
    ['test/worker/x.test.ts', '../../electron/cli/main.js'],
  ])('lets %s import %s', (file, specifier) => {
    expect(importProblem(file, specifier)).toBeUndefined();
  });
});

describe('the imports of a component', () => {
  const problemsOf = (source: string) =>
    importsOf('renderer/pages/x.svelte', source).map((specifier) => importProblem('renderer/pages/x.svelte', specifier));
  const electron = 'renderer may not import the package "electron"';

  test.each([
    ['its script', `<script lang="ts">\n  import { shell } from 'electron';\n</script>\n<p>x</p>`, electron],
    [
      'its script, between others',
      `<script lang="ts">\n  import Card from '../components/card.svelte';\n  import { x } from '../../electron/services/app.js';\n</script>`,
      'renderer may not import electron/services/app.js',
    ],
    ['a script whose tag is written otherwise', `<p>x</p>\n<script\n  lang='ts'>import 'electron'</script>`, electron],
    [
      'the script of its module',
      `<script module lang="ts">\n  export { shell } from 'electron';\n</script>\n<script lang="ts">\n  let { a } = $props();\n</script>`,
      electron,
    ],
    ['what it imports as it runs', `<script lang="ts">\n  const load = () => import('electron');\n</script>`, electron],
    ['its template', `{#await import('electron') then { shell }}<p>{shell}</p>{/await}`, electron],
    [
      'an attribute of its template',
      `<button onclick={async () => (await import('node:fs')).rmSync('x')}>x</button>`,
      'renderer may not import the package "node:fs"',
    ],
  ])('are found in %s', (_where, source, problem) => {
    expect(problemsOf(source)).toContain(problem);
  });

  test('are no more than that: words of the page that look alike are none', () => {
    expect(
      problemsOf(`<script lang="ts">\n  import { tick } from 'svelte';\n</script>\n<p>import 'electron'</p><!-- import 'electron' -->`),
    ).toEqual([undefined]);
  });

  test('are those of each component that there is', () => {
    const components = files.filter((file) => file.endsWith('.svelte'));
    expect(components.length).toBeGreaterThan(50);
    const blind = components.filter((file) => /^\s*import /m.test(sourceOf(file)) && importsIn(file).length === 0);
    expect(blind).toEqual([]);
  });
});
