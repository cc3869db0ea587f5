import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { tensorflowFolder } from '../electron/services/folders.js';
import { tensorflowEnvironment } from '../electron/worker/client/environment.js';
import { readInstallOptions, usage } from './tensorflow/options.js';
import { readPins } from './tensorflow/pins.js';
import { stage, type Teller } from './tensorflow/stage.js';

/** Stages TensorFlow's library in the cache folder and proves that it computes. */

const folder = tensorflowFolder();

const tell: Teller = {
  step: (text) => process.stdout.write(`${text}\n`),
  bytes(done, total) {
    if (process.stdout.isTTY) process.stdout.write(`\r  ${Math.floor((100 * done) / total)}%${done === total ? '\n' : ''}`);
  },
};

/** The package's own installer, into the package's own folder. */
function installUpstream(): void {
  const home = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-node-gpu/package.json'));
  const { status } = spawnSync(process.execPath, ['scripts/install.js', 'gpu', 'download'], { cwd: home, stdio: 'inherit' });
  if (status !== 0) throw new Error('The installer of @tensorflow/tfjs-node-gpu failed; what it says stands above.');
}

/** In a process of its own, with the environment that the engine's processes get. */
function selfTest(): void {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'tensorflow/self-test.ts'), folder], {
    stdio: 'inherit',
    env: { ...process.env, ...tensorflowEnvironment(folder, 2) },
  });
  if (status !== 0) throw new Error('The library is there, and its self-test failed: it is not used.');
}

try {
  const options = readInstallOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(`${usage}\n`);
  } else {
    if (options.origin.kind === 'upstream') installUpstream();
    else await stage(options, readPins(), folder, tell);
    tell.step('Self-test');
    selfTest();
    tell.step(`TensorFlow is ready in ${folder}.`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
