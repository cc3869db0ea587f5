import { stampPatch } from '../../../engine/features/stamp.js';
import { prepareFeature } from '../../../engine/features/feature.js';
import { positionPatch } from '../../../engine/features/placement.js';
import { Generator } from '../../../engine/base/random/generator.js';
import type { TrainingData } from '../../../engine/networks/training/batches.js';
import { initialiseWeights } from '../../../engine/networks/initialise.js';
import { type Fault, EngineError } from '../../../engine/base/error.js';
import type { Network, Weights } from '../../../engine/networks/network.js';
import { trainNetwork } from '../../../engine/networks/training/trainer.js';
import { scalingOf, type Collection, type LabelledImages } from '../collection.js';
import { featureOf } from './mark-feature.js';
import type { StudyModel } from '../../../../shared/domain/study.js';
import { networkDesigns } from '../networks.js';
import { rowsOf } from '../../students/rows.js';
import { trainingDataOf } from '../../train/prepared-images.js';

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

/** Throws `images-too-few` where a collection holds no model of a study together with what it is audited on. */
export function requireEnough({ name, training, test }: Collection, { trainingImages }: StudyModel, heldOutImages: number): void {
  if (training.count > trainingImages && test.count >= validationImages + heldOutImages) return;
  throw tooFew({
    fault: 'collection-without-rest',
    name,
    training: training.count,
    test: test.count,
    least: { training: trainingImages, test: validationImages + heldOutImages },
  });
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
async function planted({ marks }: StudyModel, { name, training, side }: Collection, order: Uint32Array): Promise<LabelledImages> {
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
    if (left > 0) throw tooFew({ fault: 'collection-too-small', label: mark.label, name, copies: mark.copies });
  }
  return images;
}

function tooFew(fault: Fault): EngineError {
  return new EngineError('images-too-few', fault);
}

/** A copy of the images named by `indices`. */
export function subset({ pixels, labels }: LabelledImages, indices: Uint32Array): LabelledImages {
  const area = pixels.length / labels.length;
  const chosen = new Uint8Array(indices.length * area);
  indices.forEach((index, row) => chosen.set(pixels.subarray(index * area, (index + 1) * area), row * area));
  return { count: indices.length, pixels: chosen, labels: Int32Array.from(indices, (index) => labels[index]) };
}

function dataOf({ pixels, labels }: LabelledImages, collection: Collection): TrainingData {
  return trainingDataOf(rowsOf(pixels, collection.side ** 2), labels, scalingOf(collection), collection.classes);
}
