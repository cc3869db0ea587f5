import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelSource, OutputKind } from '../../../shared/domain/model.js';
import type { RuntimeName } from '../../../shared/domain/runtime.js';
import type { StudentRecipe } from '../../../shared/domain/student.js';
import { throwIfCancelled } from '../../engine/base/error.js';
import type { ImageSet } from '../../engine/images/image.js';
import { bytesOfLevels } from '../../engine/images/levels.js';
import type { Preprocessor } from '../../engine/images/preprocess.js';
import { openClassifier } from '../../engine/models/onnx-classifier.js';
import type { OnnxModel } from '../../engine/onnx/model.js';
import { openFeatureExtractor } from '../../engine/models/truncation.js';
import { answerHead, probabilities } from '../../engine/scoring/formulas/answers.js';
import { asBytes, RowWriter } from './rows.js';

/** What students learn from, as files: inputs (images or features) and the model's answers to them. */
export interface DistillationFiles {
  readonly inputs: string;
  readonly targets: string;
}

export interface DistillationRequest {
  readonly model: OnnxModel;
  readonly source: ModelSource;
  readonly recipe: StudentRecipe;
  readonly images: ImageSet;
  readonly indices: Uint32Array;
  readonly preprocessor: Preprocessor;
  readonly folder: string;
  /** 32 bytes (hexadecimal) under which the files are encrypted. */
  readonly rowsKey: string;
  readonly batchSize: number;
  readonly threads: number;
  /** onnxruntime where absent. */
  readonly runtime?: RuntimeName;
  readonly signal: AbortSignal;
  readonly onImages: (done: number) => void;
}

interface Answers {
  /** [B, ...features], of truncated students. */
  readonly features: Float32Array | undefined;
  readonly model: Float32Array;
}

/** Asks the audited model about every distillation image once; both files are there, or neither is used. */
export async function writeDistillationFiles(request: DistillationRequest): Promise<DistillationFiles> {
  const { recipe, images, indices, preprocessor, folder, rowsKey, batchSize, signal, onImages } = request;
  const files = { inputs: join(folder, 'inputs'), targets: join(folder, 'targets') };
  if (existsSync(files.inputs) && existsSync(files.targets)) return files;
  await mkdir(folder, { recursive: true });
  const teacher = await openTeacher(request);
  const inputs = await RowWriter.open(files.inputs, rowsKey);
  const targets = await RowWriter.open(files.targets, rowsKey);
  try {
    const length = preprocessor.width * preprocessor.height * preprocessor.channels;
    const batch = new Float32Array(batchSize * length);
    for (let first = 0; first < indices.length; first += batchSize) {
      throwIfCancelled(signal);
      const rows = Math.min(batchSize, indices.length - first);
      for (let slot = 0; slot < rows; slot++) {
        const prepared = preprocessor.prepare(await images.read(indices[first + slot]));
        preprocessor.fill(batch, slot, prepared);
        if (recipe.kind === 'whole') await inputs.write(bytesOfLevels(prepared));
      }
      const answers = await teacher.ask(batch);
      if (answers.features) await inputs.write(asBytes(answers.features.subarray(0, (answers.features.length / batchSize) * rows)));
      await targets.write(
        asBytes(targetsOf(answers.model.subarray(0, (answers.model.length / batchSize) * rows), teacher.outputKind, teacher.outputs)),
      );
      onImages(first + rows);
    }
    await inputs.finish();
    await targets.finish();
  } finally {
    await inputs.discard();
    await targets.discard();
    await teacher.dispose();
  }
  return files;
}

interface Teacher {
  readonly outputKind: OutputKind;
  readonly outputs: number;
  ask(batch: Float32Array): Promise<Answers>;
  dispose(): Promise<void>;
}

async function openTeacher({ model, source, recipe, batchSize, threads, runtime }: DistillationRequest): Promise<Teacher> {
  if (recipe.kind === 'truncated') {
    const extractor = await openFeatureExtractor(model, source, recipe.cut, { batchSize, threads, runtime });
    return { ...extractor, ask: (batch) => extractor.extract(batch) };
  }
  const classifier = await openClassifier(model, source, { batchSize, threads, runtime });
  return { ...classifier, ask: async (batch) => ({ features: undefined, model: await classifier.score(batch) }) };
}

/** One target for each output K: a probability of the softmax, or of each sigmoid. */
function targetsOf(raw: Float32Array, kind: OutputKind, outputs: number): Float32Array {
  const answers = probabilities(raw, kind, outputs);
  const { classes } = answerHead(kind, outputs);
  // A single sigmoid answers for two classes, of which the second is its output.
  return classes === outputs
    ? Float32Array.from(answers)
    : Float32Array.from({ length: answers.length / 2 }, (_, row) => answers[2 * row + 1]);
}
