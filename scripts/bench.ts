/**
 * Speed and memory: `npm run bench [-- THREADS]`. Every figure is a rate measured in this run beside a
 * named baseline in the same run; rates alone say little on a machine that does other work too.
 * PyTorch is compared with where ENGRAM_PYTHON names a Python that has it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { findStaged } from '../electron/engine/runtimes/tensorflow/staged-library.js';
import { tensorflowFolder } from '../electron/services/folders.js';
import { tensorflowEnvironment } from '../electron/worker/client/environment.js';
import { measureTraining } from '../test/bench/training.js';

const threads = Number(process.argv[2] ?? availableParallelism());

const scoringSchema = z.object({
  name: z.string(),
  hosts: z.number(),
  imagesPerSecond: z.number(),
  bareImagesPerSecond: z.number(),
  decoysPerSecond: z.number(),
  peakMemory: z.number(),
});

const torchSchema = z.object({ name: z.string(), torch: z.string(), training: z.number(), scoring: z.number() });

function file(name: string): string {
  return fileURLToPath(new URL(`../test/bench/${name}`, import.meta.url));
}

function lines(program: string, parameters: readonly string[]): unknown[] {
  const { status, stdout, stderr, error } = spawnSync(program, parameters, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (error ?? status !== 0) throw new Error(`${program} ${parameters.join(' ')} failed: ${error?.message ?? stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

/** A process of its own each, so that peak memory is its own. */
function scoring(name: 'mlp' | 'densenet-121', hosts: number, decoys: number): z.infer<typeof scoringSchema> {
  const [measured] = lines(process.execPath, [
    ...process.execArgv,
    file('measure-scoring.ts'),
    name,
    String(hosts),
    String(decoys),
    String(threads),
  ]);
  return scoringSchema.parse(measured);
}

function row(what: string, rate: number, unit: string, baseline: string, reference: number): void {
  const number = (value: number) => value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 }).padStart(9);
  console.log(
    `${what.padEnd(44)}${number(rate)} ${unit.padEnd(9)}${baseline.padEnd(24)}${number(reference)}   ratio ${(rate / reference).toFixed(2)}`,
  );
}

const runtimeSchema = z.object({ name: z.string(), device: z.string(), training: z.number(), scoring: z.number() });
const kerasSchema = z.object({ name: z.string(), keras: z.string(), training: z.number(), scoring: z.number() });

/** Both runtimes on the same work, each in a process of its own, beside Keras where a Python has it. */
function runtimes(): void {
  const measure = (runtime: 'onnx' | 'tensorflow') =>
    lines(process.execPath, [...process.execArgv, file('runtimes.ts'), runtime, String(threads)]).map((line) => runtimeSchema.parse(line));
  if (!findStaged(tensorflowFolder())) {
    console.log('TensorFlow was not compared with: "npm run tensorflow:install" brings its library.\n');
    return;
  }
  Object.assign(process.env, tensorflowEnvironment(tensorflowFolder(), threads));
  const [onnx, tensorflow] = [measure('onnx'), measure('tensorflow')];
  const keras = process.env.ENGRAM_KERAS_PYTHON;
  const reference =
    keras === undefined ? [] : lines(keras, [file('keras_reference.py'), String(threads)]).map((line) => kerasSchema.parse(line));
  console.log(`Runtimes: ${onnx[0].device}; ${tensorflow[0].device}`);
  for (const kind of ['training', 'scoring'] as const) {
    onnx.forEach((own, index) => {
      row(`${own.name}: ${kind} on TensorFlow`, tensorflow[index][kind], 'images/s', 'onnxruntime', own[kind]);
      const beside = reference.find(({ name }) => name === own.name);
      if (beside)
        row(`${own.name}: ${kind} on TensorFlow`, tensorflow[index][kind], 'images/s', `Keras ${beside.keras.split(' ')[0]}`, beside[kind]);
    });
  }
  console.log(keras === undefined ? 'Keras was not compared with: set ENGRAM_KERAS_PYTHON to a Python that has it.\n' : '');
}

console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${threads} of ${availableParallelism()} threads, Node ${process.versions.node}\n`);

const training = await measureTraining(threads);
for (const { name, engine, reference } of training) {
  const [what, baseline] = name.split(' against ');
  row(what, engine, 'images/s', baseline, reference);
}

const few = scoring('mlp', 1000, 200);
row('MLP: decoys swept over 1,000 hosts', few.imagesPerSecond, 'images/s', 'bare runs', few.bareImagesPerSecond);
const large = scoring('densenet-121', 16, 3);
row('DenseNet-121 at 224 px: decoys over 16 hosts', large.imagesPerSecond, 'images/s', 'bare runs', large.bareImagesPerSecond);
console.log(
  `\nDecoys a second: MLP over 1,000 hosts ${few.decoysPerSecond.toFixed(1)}, DenseNet-121 over 16 hosts ${large.decoysPerSecond.toFixed(3)}`,
);

const many = scoring('mlp', 50_000, 4);
console.log(
  `Peak memory: ${few.peakMemory.toFixed(0)} MiB with 1,000 hosts, ${many.peakMemory.toFixed(0)} MiB with 50,000, ratio ${(many.peakMemory / few.peakMemory).toFixed(2)}\n`,
);

runtimes();

const chromium = process.env.ENGRAM_CHROMIUM ?? '/usr/bin/chromium';
if (existsSync(chromium)) {
  const delaySchema = z.object({ median: z.number(), worst: z.number() });
  const windowSchema = z.object({
    listening: z.number(),
    firstPaint: z.number(),
    started: z.number(),
    atRest: delaySchema,
    duringAudit: delaySchema,
  });
  const [measured] = lines(process.execPath, [...process.execArgv, file('../app/measure-window.ts')]);
  const { listening, firstPaint, started, atRest, duringAudit } = windowSchema.parse(measured);
  console.log(
    `Window: host listens after ${listening.toFixed(0)} ms, first paint ${firstPaint.toFixed(0)} ms after it is opened, ready ${started.toFixed(0)} ms after the start`,
  );
  console.log(
    `Window: from input to its frame ${atRest.median.toFixed(0)} ms at rest (worst ${atRest.worst.toFixed(0)}), ${duringAudit.median.toFixed(0)} ms while an audit runs (worst ${duringAudit.worst.toFixed(0)})\n`,
  );
} else {
  console.log(`The window was not measured: there is no Chromium at ${chromium}.\n`);
}

const python = process.env.ENGRAM_PYTHON;
if (python === undefined) {
  console.log('PyTorch was not compared with: set ENGRAM_PYTHON to a Python that has it.');
} else {
  for (const measured of lines(python, [file('torch_reference.py'), String(threads)]).map((line) => torchSchema.parse(line))) {
    for (const kind of ['training', 'scoring'] as const) {
      const own = training.find(({ name }) => name.startsWith(`${measured.name}: ${kind}`));
      if (own) row(`${measured.name}: ${kind}`, own.engine, 'images/s', `torch ${measured.torch}`, measured[kind]);
    }
  }
}
