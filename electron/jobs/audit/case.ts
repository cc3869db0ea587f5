import { resolve } from 'node:path';
import type { AuditSpec } from '../../../shared/domain/audit-spec.js';
import type { ImageSource } from '../../../shared/domain/images.js';
import type { AuditInput } from '../../../shared/domain/job.js';
import { EngineError } from '../../engine/base/error.js';
import { prepareFeature, type PreparedFeature } from '../../engine/features/feature.js';
import { positionPatch } from '../../engine/features/placement.js';
import type { ImageSet } from '../../engine/images/image.js';
import { openImageSet } from '../../engine/images/open-image-set.js';
import { createPreprocessor, type Preprocessor } from '../../engine/images/preprocess.js';
import { sampleIndices } from '../../engine/images/sample.js';
import type { Classifier } from '../../engine/models/classifier.js';
import type { ModelDescription } from '../../engine/models/inspect.js';
import { isTensorflowModel, readAnyModel } from '../../engine/models/read-model.js';
import type { OnnxModel } from '../../engine/onnx/model.js';
import type { RuntimeRecord } from '../../../shared/domain/runtime.js';
import { answerHead } from '../../engine/scoring/formulas/answers.js';
import { describeAudited, openAudited } from './audited-model.js';
import { checkBroughtModels } from './brought-models.js';

/** Images that no student is distilled on: they measure agreement, and are the hosts where none are given. */
const heldOutShare = 0.2;
const mostHeldOut = 2000;

/** Not the audit's own seed, so that a later audit of the same model finds its students again. */
const distillationSeed = 0;

/** Hosts at most that are taken of a set when neither spec nor plan says how many. */
const mostHosts = 2000;

/** Images without marks: those that students learn from, those that none does, and as many others as there are. */
export interface DistillationImages {
  readonly images: ImageSet;
  readonly indices: Uint32Array;
  readonly heldOut: Uint32Array;
  readonly others: Uint32Array;
}

/** Everything a spec names, opened and checked. */
export interface AuditCase {
  readonly spec: AuditSpec;
  /** Undefined for a model of TensorFlow's own, of which only the answers are known. */
  readonly model: OnnxModel | undefined;
  readonly modelPath: string;
  /** Base name of the model's file, for messages. */
  readonly modelName: string;
  readonly threads: number;
  readonly runtime: RuntimeRecord;
  readonly description: ModelDescription;
  readonly classifier: Classifier;
  readonly classes: number;
  readonly feature: PreparedFeature;
  readonly preprocessor: Preprocessor;
  readonly hosts: { readonly images: ImageSet; readonly indices: Uint32Array; readonly inDomain: boolean };
  readonly distillation: DistillationImages | undefined;
  readonly seed: number;
}

/** Elements of a batch at model input: enough to keep the runtime busy, small beside any memory. */
const batchElements = 1_000_000;

/** Images in a batch unless the spec says how many: a power of two from 1 to 512. */
export function defaultBatchSize(elements: number): number {
  return 2 ** Math.min(9, Math.max(0, Math.floor(Math.log2(batchElements / elements))));
}

/** The next number of images that a graph which insists on `fixedBatch` at once takes without filling up. */
export function wholeBatches(images: number, fixedBatch: number | undefined): number {
  return fixedBatch === undefined ? images : Math.ceil(images / fixedBatch) * fixedBatch;
}

export async function openCase(
  { spec, secrets, specFolder }: AuditInput,
  seed: number,
  available: number,
  signal: AbortSignal,
): Promise<AuditCase> {
  const threads = spec.method.threads ?? available;
  const modelPath = resolve(specFolder, spec.model.path);
  const read = await readAnyModel(modelPath, spec.model);
  const model = isTensorflowModel(read) ? undefined : read;
  const description = await describeAudited(read, spec);
  const { height, width, channels } = description.input;
  const batchSize = wholeBatches(spec.method.batchSize ?? defaultBatchSize(height * width * channels), description.fixedBatch);
  const feature = await prepareFeature(spec.feature, secrets.text, specFolder);
  const { classifier, runtime } = await openAudited(read, spec, description, { batchSize, threads });
  try {
    const { classes } = answerHead(classifier.outputKind, classifier.outputs);
    checkLabel(spec.label, classes);
    await checkBroughtModels({ spec, classifier, threads, runtime }, specFolder);
    const preprocessor = createPreprocessor(spec.preprocessing, classifier.input);
    if (spec.feature.stampAt === 'model-input') positionPatch(spec.feature.placement, feature.patch, preprocessor);
    const open = (source: ImageSource) =>
      openImageSet(source, specFolder, {
        input: { width: preprocessor.width, height: preprocessor.height, channels: preprocessor.channels },
        stampAt: spec.feature.stampAt,
        signal,
      });
    const distillation = spec.distillation && (await openDistillation(await open(spec.distillation.images), spec.distillation.count));
    const hosts = await openHosts(spec, distillation, open, seed);
    return {
      spec,
      model,
      modelPath,
      modelName: read.name,
      threads,
      runtime,
      description,
      classifier,
      classes,
      feature,
      preprocessor,
      hosts,
      distillation,
      seed,
    };
  } catch (error) {
    await classifier.dispose();
    throw error;
  }
}

function checkLabel(label: number | undefined, classes: number): void {
  if (label === undefined || label < classes) return;
  throw new EngineError('spec-invalid', { fault: 'label-unknown-to-model', label, classes });
}

async function openDistillation(images: ImageSet, count: number): Promise<DistillationImages> {
  const drawn = sampleIndices(images.count, Math.min(images.count, 2 * count + mostHeldOut), distillationSeed, 'distillation');
  const order = drawn.slice(0, count + mostHeldOut);
  const heldOut = Math.min(mostHeldOut, Math.floor(order.length * heldOutShare));
  if (order.length - heldOut < 100) {
    throw new EngineError('images-too-few', { fault: 'distillation-images-too-few', count: images.count });
  }
  return { images, heldOut: order.slice(0, heldOut), indices: order.slice(heldOut), others: drawn.slice(order.length) };
}

async function openHosts(
  spec: AuditSpec,
  distillation: AuditCase['distillation'],
  open: (source: ImageSource) => Promise<ImageSet>,
  seed: number,
): Promise<AuditCase['hosts']> {
  if (spec.hosts === undefined && distillation) {
    const { images, heldOut } = distillation;
    const chosen = sampleIndices(heldOut.length, Math.min(heldOut.length, spec.method.hosts ?? mostHosts), seed, 'hosts');
    return { images, indices: chosen.map((position) => heldOut[position]), inDomain: true };
  }
  const source = spec.hosts ?? { source: 'shipped' };
  const images = await open(source);
  const wanted = Math.min(images.count, spec.method.hosts ?? mostHosts);
  if (wanted < 16) {
    throw new EngineError('images-too-few', { fault: 'host-images-too-few', count: images.count });
  }
  return { images, indices: sampleIndices(images.count, wanted, seed, 'hosts'), inDomain: source.source !== 'shipped' };
}
