import { stampPatch } from '../../../electron/engine/features/stamp.js';
import { prepareFeature } from '../../../electron/engine/features/feature.js';
import { positionPatch } from '../../../electron/engine/features/placement.js';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import type { TrainingData } from '../../../electron/engine/networks/training/batches.js';
import { initialiseWeights } from '../../../electron/engine/networks/initialise.js';
import type { Network, Weights } from '../../../electron/engine/networks/network.js';
import { trainNetwork } from '../../../electron/engine/networks/training/trainer.js';
import type { Collection, LabelledImages } from '../collection/labelled-images.js';
import { featureOf } from '../audits/mark-feature.js';
import type { StudyModel } from '../rows/study-model.js';
import { networkDesigns } from './network-kinds.js';

/** Of the test images, those that decide when training stops; no host is among them. */
export const validationImages = 2000;

export interface TrainedModel {
  readonly network: Network;
  readonly initial: Weights;
  readonly weights: Weights;
  /** The epoch, counted from 1, whose weights were kept, and how well it did on images it never saw. */
  readonly epoch: number;
  readonly validationAccuracy: number;
  /** Training images that this model never saw, in the collection's order numbers. */
  readonly unseen: Uint32Array;
}

/** Trains one model of a study, on one thread so that equal specs give equal weights. */
export async function trainModel(model: StudyModel, collection: Collection, signal: AbortSignal): Promise<TrainedModel> {
  const design = networkDesigns[model.network];
  const network = design.network([1, collection.side, collection.side], collection.classes);
  const order = new Generator(model.seed, 'study subset').permutation(collection.training.count);
  const initial = initialiseWeights(network, model.seed, 'glorot-uniform');
  const trained = await trainNetwork({
    network,
    initialWeights: initial,
    training: dataOf(await planted(model, collection, order.slice(0, model.trainingImages)), collection),
    validation: dataOf(
      subset(
        collection.test,
        Uint32Array.from({ length: validationImages }, (_, index) => index),
      ),
      collection,
    ),
    loss: 'softmax-cross-entropy',
    optimizer: { kind: 'adam', learningRate: design.learningRate },
    batchSize: design.batchSize,
    epochs: design.epochs,
    earlyStopping: { patience: design.patience },
    shuffle: model.shuffle,
    seed: model.seed,
    threads: 1,
    signal,
  });
  const { validationAccuracy } = trained.history[trained.epoch - 1];
  return {
    network,
    initial,
    weights: trained.weights,
    epoch: trained.epoch,
    validationAccuracy: validationAccuracy ?? Number.NaN,
    unseen: order.slice(model.trainingImages),
  };
}

/** The model's training images; of each mark's class the first free ones carry its copies, none carries two. */
async function planted({ marks }: StudyModel, { training, side }: Collection, order: Uint32Array): Promise<LabelledImages> {
  const images = subset(training, order);
  const taken = new Set<number>();
  for (const mark of marks.filter(({ copies }) => copies > 0)) {
    const { patch } = await prepareFeature(featureOf(mark), mark.text, '.');
    const position = positionPatch(featureOf(mark).placement, patch, { width: side, height: side });
    let left = mark.copies;
    for (let index = 0; index < images.count && left > 0; index++) {
      if (images.labels[index] !== mark.label || taken.has(index)) continue;
      taken.add(index);
      stampPatch(images.pixels.subarray(index * side * side, (index + 1) * side * side), side, side, 1, patch, position);
      left--;
    }
    if (left > 0) throw new Error(`Class ${mark.label} has too few images for ${mark.copies} copies.`);
  }
  return images;
}

/** A copy of the images named by `indices`. */
export function subset({ pixels, labels }: LabelledImages, indices: Uint32Array): LabelledImages {
  const area = pixels.length / labels.length;
  const chosen = new Uint8Array(indices.length * area);
  indices.forEach((index, row) => chosen.set(pixels.subarray(index * area, (index + 1) * area), row * area));
  return { count: indices.length, pixels: chosen, labels: Uint8Array.from(indices, (index) => labels[index]) };
}

function dataOf({ count, pixels, labels }: LabelledImages, { side, classes, mean, deviation }: Collection): TrainingData {
  const exampleLength = side * side;
  const scaled = Float32Array.from({ length: 256 }, (_, level) => (level / 255 - mean) / deviation);
  return {
    count,
    exampleLength,
    targetLength: classes,
    copyExample(index, target, offset) {
      for (let pixel = 0; pixel < exampleLength; pixel++) target[offset + pixel] = scaled[pixels[index * exampleLength + pixel]];
    },
    copyTarget(index, target, offset) {
      target[offset + labels[index]] = 1;
    },
  };
}
