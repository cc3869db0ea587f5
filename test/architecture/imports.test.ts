import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { importProblem, importRules } from '../../scripts/lint/import-direction.js';
import { circlesIn, problemsIn, walkImports } from './import-walk.js';
import { importsOf } from './imports-of.js';

const house = walkImports(fileURLToPath(new URL('../../', import.meta.url)), ['electron', 'shared', 'renderer', 'scripts']);
const { files: all, sourceOf, importsIn } = house;
const files = all.filter((file) => !file.startsWith('scripts/'));

describe('who imports whom', () => {
  test('every source file lies in a folder that has a rule', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => !importRules.some((rule) => file.startsWith(`${rule.folder}/`)))).toEqual([]);
  });

  test('no source file imports against the rules', () => {
    expect(problemsIn(house)).toEqual([]);
  });

  test('the rules let no folder import one from which the way leads back to it', () => {
    const below = new Map(importRules.map(({ folder, folders }) => [folder, folders]));
    const reachable = (folder: string, found = new Set<string>()): ReadonlySet<string> => {
      for (const { folder: next } of importRules) {
        const allowed = below.get(folder)?.some((name) => next === name || (next.startsWith(`${name}/`) && !below.has(name)));
        if (allowed && !found.has(next)) reachable(next, found.add(next));
      }
      return found;
    };
    expect(importRules.map(({ folder }) => folder).filter((folder) => reachable(folder).has(folder))).toEqual([]);
    expect(reachable('electron/cli').has('electron/engine/base')).toBe(false);
    expect(reachable('electron/worker/process').has('electron/engine/base')).toBe(true);
  });

  test('no imports run in a circle, be they for a type alone', () => {
    expect(circlesIn(house)).toEqual([]);
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
    expect(reaching).toEqual(['renderer/state/loopback-line.ts']);
  });
});

describe('the checker, on a tree that breaks the rules,', () => {
  const bad = walkImports(fileURLToPath(new URL('../fixtures/architecture/bad-imports', import.meta.url)), [
    'electron',
    'shared',
    'renderer',
  ]);

  test('finds each arrow up, of whatever kind, and no other', () => {
    const up = 'electron/engine/base may not import electron/engine/verdict/verdict.js';
    expect(problemsIn(bad).sort()).toEqual([
      `electron/engine/base/up-as-it-runs.ts: ${up}`,
      `electron/engine/base/up-for-a-type.ts: ${up}`,
      `electron/engine/base/up-handed-on-whole.ts: ${up}`,
      `electron/engine/base/up-handed-on.ts: ${up}`,
      `electron/engine/base/up.ts: ${up}`,
    ]);
  });

  test('finds circles through types, through what is handed on, through what is imported as it runs and through components', () => {
    expect(circlesIn(bad)).toEqual([
      ['shared/domain/even.ts', 'shared/domain/odd.ts', 'shared/domain/even.ts'],
      ['shared/domain/answer.ts', 'shared/domain/question.ts', 'shared/domain/answer.ts'],
      ['renderer/components/inner.svelte', 'renderer/components/outer.svelte', 'renderer/components/inner.svelte'],
    ]);
  });
});

describe('the checker', () => {
  test.each([
    ['shared/domain/error.ts', '../../electron/engine/base/error.js', 'shared/domain may not import electron/engine/base/error.js'],
    ['shared/domain/error.ts', 'node:fs', 'shared/domain may not import the package "node:fs"'],
    ['electron/engine/base/error.ts', '../../jobs/job.js', 'electron/engine/base may not import electron/jobs/job.js'],
    ['electron/engine/base/error.ts', 'onnxruntime-node', 'electron/engine/base may not import the package "onnxruntime-node"'],
    ['electron/engine/statistics/x.ts', 'node:fs', 'electron/engine/statistics may not import the package "node:fs"'],
    ['electron/engine/images/image.ts', 'electron', 'electron/engine/images may not import the package "electron"'],
    [
      'electron/engine/images/image.ts',
      '../models/classifier.js',
      'electron/engine/images may not import electron/engine/models/classifier.js',
    ],
    [
      'electron/engine/runtimes/table.ts',
      '../networks/network.js',
      'electron/engine/runtimes may not import electron/engine/networks/network.js',
    ],
    [
      'electron/engine/comparisons/strings/comparison.ts',
      '../../verdict/rule.js',
      'electron/engine/comparisons may not import electron/engine/verdict/rule.js',
    ],
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
    ['electron/engine/scoring/x.ts', '../base/error.js'],
    ['electron/engine/base/error.ts', '../../../shared/domain/error.js'],
    ['electron/engine/runtimes/onnx/library.ts', 'onnxruntime-node'],
    ['electron/jobs/audit/x.ts', '../../engine/verdict/rule.js'],
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
