import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { importProblem, importRules } from '../../scripts/lint/import-direction.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = ['electron', 'shared', 'renderer'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') || file.endsWith('.svelte'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`),
);

function importsOf(file: string): string[] {
  const source = readFileSync(`${root}${file}`, 'utf8');
  const script = file.endsWith('.svelte') ? (/<script lang="ts"[^>]*>(.*?)<\/script>/s.exec(source)?.[1] ?? '') : source;
  return ts.preProcessFile(script, true, true).importedFiles.map(({ fileName }) => fileName);
}

describe('who imports whom', () => {
  test('every source file lies in a folder that has a rule', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => !importRules.some((rule) => file.startsWith(`${rule.folder}/`)))).toEqual([]);
  });

  test('no source file imports against the rules', () => {
    const problems = files.flatMap((file) => importsOf(file).map((specifier) => importProblem(file, specifier)));
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });
});

test('the engine takes onnxruntime from the one place that turns its telemetry off', () => {
  const takers = files.filter((file) => importsOf(file).includes('onnxruntime-node'));
  expect(takers).toEqual(['electron/engine/runtimes/onnx/library.ts']);
  expect(importsOf('electron/engine/runtimes/onnx/library.ts')[0]).toBe('./without-telemetry.js');
});

describe('the window', () => {
  test('has steps that know nothing of each other', () => {
    const stepOf = (path: string) => /^renderer\/steps\/([^/]+)\//.exec(path)?.[1];
    const crossings = files
      .filter((file) => stepOf(file) !== undefined)
      .flatMap((file) => importsOf(file).map((specifier) => ({ file, target: posix.join(posix.dirname(file), specifier) })))
      .filter(({ file, target }) => stepOf(target) !== undefined && stepOf(target) !== stepOf(file));
    expect(crossings).toEqual([]);
  });

  test('reaches the world outside in one file', () => {
    const reaching = files.filter((file) => file.startsWith('renderer/') && /\b(fetch|EventSource|XMLHttpRequest|WebSocket|sendBeacon)\b/.test(readFileSync(`${root}${file}`, 'utf8')));
    expect(reaching).toEqual(['renderer/state/bridge.ts']);
  });
});

describe('the checker', () => {
  test.each([
    ['shared/domain/error.ts', '../../electron/engine/error.js', 'shared/domain may not import electron/engine/error.js'],
    ['shared/domain/error.ts', 'node:fs', 'shared/domain may not import the package "node:fs"'],
    ['electron/engine/error.ts', '../jobs/job.js', 'electron/engine may not import electron/jobs/job.js'],
    ['electron/engine/images/image.ts', 'electron', 'electron/engine may not import the package "electron"'],
    ['electron/jobs/job.ts', '../worker/messages.js', 'electron/jobs may not import electron/worker/messages.js'],
    ['electron/worker/client/engine-client.ts', '../process/host.js', 'electron/worker/client may not import electron/worker/process/host.js'],
    ['electron/services/engine-service.ts', '../jobs/job.js', 'electron/services may not import electron/jobs/job.js'],
    ['electron/cli/main.ts', '../worker/client/engine-client.js', 'electron/cli may not import electron/worker/client/engine-client.js'],
    ['electron/cli/main.ts', '../../scripts/demo.js', 'electron/cli may not import scripts/demo.js'],
    ['renderer/app/app.ts', '../../electron/engine/error.js', 'renderer may not import electron/engine/error.js'],
  ])('catches %s importing %s', (file, specifier, problem) => {
    expect(importProblem(file, specifier)).toBe(problem);
  });

  test.each([
    ['electron/engine/scoring/x.ts', '../error.js'],
    ['electron/engine/error.ts', '../../shared/domain/error.js'],
    ['electron/engine/error.ts', 'onnxruntime-node'],
    ['electron/engine/error.ts', 'node:fs/promises'],
    ['electron/worker/process/host.ts', '../messages.js'],
    ['electron/worker/process/host.ts', '../../jobs/job.js'],
    ['renderer/app/app.ts', '../../shared/domain/error.js'],
    ['test/worker/x.test.ts', '../../electron/cli/main.js'],
  ])('lets %s import %s', (file, specifier) => {
    expect(importProblem(file, specifier)).toBeUndefined();
  });
});
