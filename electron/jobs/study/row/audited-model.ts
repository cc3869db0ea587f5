import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { auditSpecSchema, type AuditSpec } from '../../../../shared/domain/audit-spec.js';
import { familyOf } from '../../audit/family.js';
import type { AuditCase } from '../../audit/case.js';
import type { References } from '../../../engine/comparisons/measure-request.js';
import type { TaskRunner } from '../../job.js';
import { planStudents } from '../../students/recipe.js';
import { openStudents } from '../../students/student-scorer.js';
import { distilStudents } from '../../students/students.js';
import { prepareFeature } from '../../../engine/features/feature.js';
import type { ImageSet } from '../../../engine/images/image.js';
import { createPreprocessor } from '../../../engine/images/preprocess.js';
import { describeModel } from '../../../engine/models/inspect.js';
import { openClassifier } from '../../../engine/models/onnx-classifier.js';
import { readModelFile } from '../../../engine/onnx/model-file.js';
import { agreementOf } from '../../../engine/scoring/agreement.js';
import { HostStore } from '../../../engine/scoring/host-store.js';
import { mean } from '../../../engine/statistics/moments.js';
import { toOnnxModel } from '../../../engine/networks/inference-model.js';
import type { ArchitectureFamily } from '../../../../shared/domain/verdict.js';
import type { Collection, LabelledImages } from '../collection.js';
import { networkDesigns } from '../networks.js';
import { subset, validationImages, type TrainedModel } from './train-model.js';
import type { StudyMark, StudyModel } from '../../../../shared/domain/study.js';
import type { StudySettings } from '../settings.js';
import { featureOf } from './mark-feature.js';

/** A trained model as an audit meets it: opened from its file, with hosts and distilled students. */
export interface AuditedModel {
  readonly family: ArchitectureFamily;
  readonly students: References;
  readonly hosts: HostStore;
  readonly folder: string;
  readonly initialKnown: boolean;
  /** The audit of one mark, of the label given or of none. */
  caseOf(mark: StudyMark, label: number | undefined): Promise<AuditCase>;
  dispose(): Promise<void>;
}

export interface OpenRequest {
  readonly model: StudyModel;
  readonly trained: TrainedModel;
  readonly collection: Collection;
  readonly settings: StudySettings;
  /** Whether the audit is given the weights that training started from. */
  readonly initialKnown: boolean;
  /** Empty; whoever opens the model deletes it afterwards. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Writes the model as a file, distils its students by the audit's own code and prepares the hosts. */
export async function openAuditedModel({
  model,
  trained,
  collection,
  settings,
  initialKnown,
  folder,
  signal,
}: OpenRequest): Promise<AuditedModel> {
  await mkdir(folder, { recursive: true });
  const modelPath = join(folder, 'model.onnx');
  await writeFile(modelPath, toOnnxModel(trained.network, trained.weights, { output: 'logits' }));
  await writeFile(join(folder, 'initial.onnx'), toOnnxModel(trained.network, trained.initial, { output: 'logits' }));
  const specOf = (mark: StudyMark, label: number | undefined): AuditSpec =>
    auditSpecSchema.parse({
      schema: 'engram.audit-spec/1',
      model: { path: 'model.onnx', ...(initialKnown && { initial: 'initial.onnx' }) },
      preprocessing: collection.scaling,
      feature: featureOf(mark),
      label,
      hosts: { source: 'path', path: '.' },
    });

  const [first] = model.marks;
  const spec = specOf(first, first.label);
  const file = await readModelFile(modelPath);
  const source = { ...spec.model, path: modelPath, ...(initialKnown && { initial: join(folder, 'initial.onnx') }) };
  const classifier = await openClassifier(file, source, { batchSize: settings.batchSize, threads: 1 });
  const preprocessor = createPreprocessor(spec.preprocessing, classifier.input);
  const description = await describeModel(file, source);
  const { distillationImages, heldOutImages } = settings;
  // Stand-ins learn from as many images as the model did, and from none that their students see.
  const most = distillationImages + model.trainingImages + heldOutImages;
  const unseen = imageSet(subset(collection.training, trained.unseen.slice(0, most)), collection);
  const own = Math.min(distillationImages, unseen.count);
  const learned = Math.min(own + model.trainingImages, unseen.count);
  const held = imageSet(hostImages(collection, settings.heldOutImages), collection);
  const distillation = {
    images: unseen,
    indices: firstOf(own),
    others: range(own, learned),
    heldOut: range(learned, unseen.count),
  };

  const students = await distil();
  const hosts = await HostStore.build({
    path: join(folder, 'hosts.bin'),
    images: held,
    indices: firstOf(settings.hosts),
    preprocessor,
    signal,
  });
  const family = familyOf(description.architecture);
  if (family !== networkDesigns[model.network].family) throw new Error(`A ${model.network} was taken for ${family}.`);
  return {
    family,
    students,
    hosts,
    folder,
    initialKnown,
    async caseOf(mark, label) {
      const feature = await prepareFeature(featureOf(mark), mark.text, '.');
      const images = { images: held, indices: firstOf(settings.hosts), inDomain: true };
      return {
        spec: specOf(mark, label),
        model: file,
        modelPath,
        modelName: file.name,
        threads: 1,
        runtime: { name: 'onnx', reason: 'asked for' },
        description,
        classifier,
        classes: collection.classes,
        feature,
        preprocessor,
        hosts: images,
        distillation,
        seed: model.seed,
      };
    },
    async dispose() {
      await hosts.close();
      await students.scorer.dispose();
      await classifier.dispose();
    },
  };

  async function distil(): Promise<References> {
    const { students: count, epochs } = settings;
    const kind = networkDesigns[model.network].students;
    const initial = initialKnown
      ? { path: join(folder, 'initial.onnx'), model: await readModelFile(join(folder, 'initial.onnx')) }
      : undefined;
    const { recipe } = await planStudents({
      model: file,
      source,
      initial: initial?.model,
      distillation: { kind, students: count, epochs },
      images: own,
      imagesPerSecond: 1,
      seconds: Infinity,
    });
    const request = {
      model: file,
      modelPath,
      initial,
      source,
      recipe,
      images: unseen,
      indices: distillation.indices,
      preprocessor,
      preprocessing: spec.preprocessing,
    };
    const weights = await distilStudents({
      ...request,
      students: count,
      epochs,
      batchSize: settings.batchSize,
      threads: 1,
      parallel: inThisProcess(signal),
      stateFolder: join(folder, 'state'),
      rowsKey: randomBytes(32).toString('hex'),
      cacheFolder: join(folder, 'cache'),
      signal,
      onImages: nothing,
      onStudents: nothing,
    });
    const scorer = await openStudents({ audited: classifier, model: file, source, recipe, weights, threads: 1 });
    const store = await HostStore.build({
      path: join(folder, 'held-out.bin'),
      images: held,
      indices: firstOf(held.count),
      preprocessor,
      signal,
    });
    try {
      return { scorer, start: recipe.start, agreement: mean(await agreementOf(scorer, store, preprocessor, { signal })) };
    } finally {
      await store.close();
    }
  }
}

/** Test images behind those that decided when training stopped. */
function hostImages({ test }: Collection, count: number): LabelledImages {
  return subset(
    test,
    Uint32Array.from({ length: count }, (_, index) => validationImages + index),
  );
}

function imageSet({ count, pixels, labels }: LabelledImages, { name, side }: Collection): ImageSet {
  const area = side * side;
  return {
    count,
    labels,
    labelNames: undefined,
    provenance: { kind: 'memory', sha256: '', decoder: name, count },
    read: async (index) => ({ width: side, height: side, channels: 1, pixels: pixels.subarray(index * area, (index + 1) * area) }),
  };
}

function firstOf(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => index);
}

function range(first: number, end: number): Uint32Array {
  return firstOf(end - first).map((index) => first + index);
}

function nothing(): void {
  // A study tells its progress by models.
}

/** Students one after another in this very process: a study runs its models side by side instead. */
export function inThisProcess(signal: AbortSignal): TaskRunner {
  return {
    width: 1,
    async run(task, inputs, listener) {
      const outputs = [];
      for (const input of inputs) {
        const output = await task.run(input, { signal, onProgress: nothing, threads: 1, cacheFolder: '' });
        listener?.onOutput?.(outputs.push(output) - 1, output);
      }
      return outputs;
    },
  };
}
