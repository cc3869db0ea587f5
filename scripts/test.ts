import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { findStaged } from '../electron/engine/runtimes/tensorflow/staged-library.js';
import { tensorflowFolder } from '../electron/services/folders.js';

/**
 * `npm test [-- FILTERS]`: the unit tests, and those of TensorFlow where its library is staged; where
 * it is not, how many did not run and what brings them.
 */
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const staged = findStaged(tensorflowFolder()) !== undefined;
const filters = process.argv.slice(2);
const projects = ['unit', ...(staged ? ['tensorflow'] : [])].flatMap((name) => ['--project', name]);
const { status } = spawnSync(process.execPath, [vitest, 'run', ...projects, ...filters], { stdio: 'inherit' });
if (!staged && filters.length === 0) {
  process.stdout.write(`${countTests()} tests of TensorFlow did not run: "npm run tensorflow:install" brings its library.\n`);
}
process.exitCode = status ?? 1;

function countTests(): number {
  const { stdout } = spawnSync(process.execPath, [vitest, 'list', '--project', 'tensorflow', '--json'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return z.array(z.unknown()).parse(JSON.parse(stdout.slice(stdout.indexOf('[')))).length;
}
