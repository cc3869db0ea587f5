import { elementCount } from '../../engine/base/numbers/shape.js';
import { performance } from 'node:perf_hooks';
import { studentOutcomeSchema, studentTaskSchema, type StudentOutcome, type StudentTask } from '../../../shared/domain/student.js';
import { bytesOfLevel, levelsOfBytes } from '../../engine/images/levels.js';
import { createPreprocessor } from '../../engine/images/preprocess.js';
import { resamplers } from '../../engine/images/resamplers/table.js';
import { describeModel } from '../../engine/models/inspect.js';
import { readModel } from '../../engine/models/read-model.js';
import { writeArrayFile } from '../../engine/networks/training/array-file.js';
import type { TrainingData } from '../../engine/networks/training/batches.js';
import type { Network } from '../../engine/networks/network.js';
import { trainNetwork } from '../../engine/networks/training/trainer.js';
import type { Task } from '../job.js';
import { decisions } from './decisions.js';
import { startingWeights, studentNetwork } from './network.js';
import { asFloats, openRows, type Rows } from './rows.js';

const batchSize = 128;
const learningRate = 1e-3;
/** The last epochs go at a tenth of the rate: students come to agree with the model, whatever its kind. */
const fastShare = 0.6;

/** Distils one student: trains it on the audited model's answers. Goes on from its state folder. */
export const trainStudentTask: Task<StudentTask, StudentOutcome> = {
  name: 'train-student',
  input: studentTaskSchema,
  output: studentOutcomeSchema,
  async run(task, { signal, onProgress, threads }) {
    const began = performance.now();
    const model = await readModel(task.model, task.source);
    const description = await describeModel(model, task.source);
    const initial = task.initial === undefined ? undefined : await readModel(task.initial, task.source);
    const network = await studentNetwork(model, task.source, task.recipe, description.outputs);
    const inputs = openRows(task.inputs, inputBytes(task, description.input), task.rowsKey);
    const targets = openRows(task.targets, description.outputs * Float32Array.BYTES_PER_ELEMENT, task.rowsKey);
    const planted = task.planted && openRows(task.planted.inputs, inputBytes(task, description.input), task.rowsKey);
    const isSoftmax = description.outputKind === 'softmax' || description.outputKind === 'logits';
    try {
      const { weights } = await trainNetwork({
        network,
        initialWeights: await startingWeights(network, task.recipe, initial, task.source, task.seed),
        training: trainingData(task, network, description.input, withPlanted(task, inputs, planted), {
          length: description.outputs,
          count: targets.count,
          row: (index) => (task.learns === 'decisions' ? decisions(asFloats(targets.row(index)), isSoftmax) : asFloats(targets.row(index))),
        }),
        loss: isSoftmax ? 'softmax-cross-entropy' : 'sigmoid-cross-entropy',
        optimizer: { kind: 'adam', learningRate },
        schedule: { kind: 'every', epochs: Math.ceil(task.epochs * fastShare), factor: 0.1 },
        batchSize,
        epochs: task.epochs,
        shuffle: true,
        seed: task.seed,
        stateFolder: task.stateFolder,
        threads,
        runtime: task.runtime,
        signal,
        onProgress,
      });
      await writeArrayFile(task.weights, { seed: task.seed, epochs: task.epochs }, weights);
    } finally {
      inputs.close();
      targets.close();
      planted?.close();
    }
    return { weights: task.weights, seconds: (performance.now() - began) / 1000 };
  },
};

interface InputSize {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

function inputBytes({ recipe, preprocessing }: StudentTask, { channels, height, width }: InputSize): number {
  if (recipe.kind === 'whole') return channels * height * width * bytesOfLevel(resamplers[preprocessing.resize].precision);
  return recipe.cut.features * Float32Array.BYTES_PER_ELEMENT;
}

/** Rows of which some are replaced by planted ones. */
function withPlanted({ planted }: StudentTask, inputs: Rows, rows: Rows | undefined): Rows {
  if (planted === undefined || rows === undefined) return inputs;
  const places = new Map(planted.records.map((record, place) => [record, place]));
  return {
    ...inputs,
    row(index) {
      const place = places.get(index);
      return place === undefined ? inputs.row(index) : rows.row(place);
    },
  };
}

interface Targets {
  /** K */
  readonly length: number;
  readonly count: number;
  readonly row: (index: number) => Float32Array;
}

function trainingData(task: StudentTask, network: Network, input: InputSize, inputs: Rows, targets: Targets): TrainingData {
  const exampleLength = elementCount(network.inputShape);
  const copyExample = task.recipe.kind === 'whole' ? imageCopier(task, network, input, inputs, exampleLength) : featureCopier(inputs);
  return {
    count: Math.min(inputs.count, targets.count),
    exampleLength,
    targetLength: targets.length,
    copyExample,
    copyTarget: (index, target, offset) => target.set(targets.row(index), offset),
  };
}

function featureCopier(inputs: Rows): TrainingData['copyExample'] {
  return (index, target, offset) => target.set(asFloats(inputs.row(index)), offset);
}

/** Students take their images channel by channel, whatever the layout of the audited model. */
function imageCopier(
  task: StudentTask,
  network: Network,
  input: InputSize,
  inputs: Rows,
  exampleLength: number,
): TrainingData['copyExample'] {
  const layout = network.inputShape.length === 1 ? 'NF' : 'NCHW';
  const preprocessor = createPreprocessor(task.preprocessing, { ...input, layout });
  return (index, target, offset) =>
    preprocessor.fill(target, offset / exampleLength, levelsOfBytes(inputs.row(index), preprocessor.precision));
}
