import { join } from 'node:path';
import { root } from '../build/programs.js';
import type { Lane, Step } from './lane.js';

/** Where a run leaves what it finds; what is downloaded for it lies in .cache as well, and is kept. */
export const results = join(root, '.cache', 'ci');
export const records = join(results, 'records');

/**
 * What the second Node runs of the unit tests: where Node itself is met (files, processes, crypto,
 * streams, HTTP) or a native package (onnxruntime, canvas, h5wasm, locks). What is left out is
 * arithmetic and text, which no Node computes otherwise.
 */
const metByNode = [
  'test/cli/',
  'test/e2e/',
  'test/engine/images/',
  'test/engine/models/',
  'test/engine/runtimes/',
  'test/evidence/',
  'test/jobs/',
  'test/register/',
  'test/server/',
  'test/services/',
  'test/worker/',
];

const npm = (...parameters: readonly string[]): Step => ({ command: ['npm', 'run', ...parameters] });

/** One run of tests, with one worker: as many lanes go on at a time as there are cores. */
function tests(
  name: string,
  project: string,
  options: { readonly node?: string; readonly filters?: readonly string[]; readonly environment?: Step['environment'] } = {},
): Step {
  const { node = process.execPath, filters = [], environment } = options;
  return {
    command: [
      node,
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=scripts/ci/test-reporter.ts',
      ...filters,
    ],
    environment: { ...environment, VITEST_MAX_WORKERS: '1', ENGRAM_TEST_RECORD: join(records, `${name}.json`) },
  };
}

/**
 * All lanes, those first that take longest or that others wait for, so that no core is idle at the end.
 * @param node24 the program of the second Node
 */
export function allLanes(node24: string): Lane[] {
  const tensorflow = { ENGRAM_TENSORFLOW: join(root, '.cache', 'tensorflow') };
  return [
    {
      // Makes the Python of the system tests. The topic "models" needs TensorFlow and is left to a person.
      name: 'fixtures',
      steps: [npm('fixtures:verify', '--', 'dicom', 'features', 'images', 'statistics', 'training')],
    },
    ...[1, 2].map((part) => ({
      name: `unit-${part}`,
      steps: [tests(`unit-${part}`, 'unit', { filters: [`--shard=${part}/2`] })],
    })),
    {
      name: 'system',
      after: 'fixtures',
      steps: [tests('system', 'system', { environment: { ENGRAM_PYTHON: join(root, '.cache/python/shared/bin/python') } })],
    },
    { name: 'electron', steps: [tests('electron', 'electron')] },
    {
      // The library is downloaded once (274 MB) and kept; on the second Node, only what binds it to Node is run.
      name: 'tensorflow',
      steps: [
        { command: ['sh', '-c', '[ -f "$ENGRAM_TENSORFLOW/library/staged.json" ] || npm run tensorflow:install'], environment: tensorflow },
        tests('tensorflow', 'tensorflow', { environment: tensorflow }),
        tests('tensorflow-node24', 'tensorflow', {
          node: node24,
          filters: ['test/engine/runtimes/', 'test/e2e/devices'],
          environment: tensorflow,
        }),
      ],
    },
    { name: 'unit-node24', steps: [tests('unit-node24', 'unit', { node: node24, filters: metByNode })] },
    { name: 'types', steps: [npm('typecheck')] },
    { name: 'lint', steps: [npm('lint')] },
  ];
}
