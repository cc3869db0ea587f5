import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Preprocessing } from '../../../shared/domain/images.js';
import { embeddedRuntime } from '../../../shared/domain/runtime.js';
import type { StudentTask } from '../../../shared/domain/student.js';
import { EngineError } from '../../engine/base/error.js';
import type { OnnxModel } from '../../engine/onnx/model.js';
import { readArrayFile } from '../../engine/networks/training/array-file.js';
import type { Weights } from '../../engine/networks/network.js';
import { canonicalJson } from '../canonical-json.js';
import type { TaskRunner } from '../job.js';
import { writeDistillationFiles, type DistillationRequest } from './distillation-files.js';
import { trainStudentTask } from './train-student.js';

/** Changes when students trained by an older Engram may no longer stand for new ones. */
const studentVersion = 3;

export interface StudentsRequest extends Omit<DistillationRequest, 'folder' | 'onImages'> {
  readonly modelPath: string;
  /** The weights that training started from, of students that start from them. */
  readonly initial?: { readonly path: string; readonly model: OnnxModel };
  readonly preprocessing: Preprocessing;
  readonly students: number;
  readonly epochs: number;
  readonly parallel: TaskRunner;
  /** Images and answers lie here while students train: patient data, gone with the audit's state. */
  readonly stateFolder: string;
  /** Weights lie here and serve the next audit of the same model. */
  readonly cacheFolder: string;
  readonly onImages: (done: number, total: number) => void;
  readonly onStudents: (done: number, total: number) => void;
}

/** Distils students, or finds those of an earlier audit of the same model on the same images. */
export async function distilStudents(request: StudentsRequest): Promise<Weights[]> {
  const { students, indices, onStudents } = request;
  const folder = join(request.cacheFolder, 'students', keyOf(request));
  const paths = Array.from({ length: students }, (_, index) => join(folder, `student-${index}.weights`));
  const kept = await Promise.all(paths.map(readKept));
  const missing = paths.flatMap((path, index) => (kept[index] ? [] : [{ path, index }]));
  if (missing.length > 0) {
    await mkdir(folder, { recursive: true });
    const work = join(request.stateFolder, 'distillation');
    const files = await writeDistillationFiles({ ...request, folder: work, onImages: (done) => request.onImages(done, indices.length) });
    const tasks = missing.map(({ path, index }) => taskOf(request, files, path, index, work));
    const shares = new Float64Array(tasks.length);
    const report = () => onStudents(students - tasks.length + shares.reduce((sum, share) => sum + share, 0), students);
    await request.parallel.run(trainStudentTask, tasks, {
      onProgress(index, { done, total }) {
        shares[index] = total > 0 ? done / total : 0;
        report();
      },
      onOutput(index) {
        shares[index] = 1;
        report();
      },
    });
  }
  return Promise.all(paths.map(readTrained));
}

function taskOf(
  request: StudentsRequest,
  files: { inputs: string; targets: string },
  weights: string,
  index: number,
  work: string,
): StudentTask {
  const { modelPath, source, initial, recipe, preprocessing, epochs, rowsKey, runtime = embeddedRuntime } = request;
  return {
    model: modelPath,
    source,
    initial: initial?.path,
    recipe,
    preprocessing,
    ...files,
    rowsKey,
    epochs,
    seed: index + 1,
    runtime,
    weights,
    stateFolder: join(work, `student-${index}`),
  };
}

/** Whatever decides what a student becomes, but for its own seed; not where the model's file lies. */
function keyOf({
  model,
  source,
  initial,
  recipe,
  images,
  indices,
  preprocessing,
  epochs,
  runtime = embeddedRuntime,
}: StudentsRequest): string {
  const order = createHash('sha256')
    .update(new Uint8Array(indices.buffer, indices.byteOffset, indices.byteLength))
    .digest('hex');
  const reading = { ...source, path: undefined, initial: undefined };
  const own = {
    studentVersion,
    model: model.sha256,
    reading,
    initial: initial?.model.sha256,
    recipe,
    images: images.provenance,
    order,
    preprocessing,
    epochs,
  };
  const content = canonicalJson({ ...own, ...(runtime === embeddedRuntime ? {} : { runtime }) });
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}

/** A student of an earlier run; one whose file is not whole is trained again. */
export async function readKept(path: string): Promise<Weights | undefined> {
  try {
    return (await readArrayFile(path))?.arrays;
  } catch (error) {
    if (error instanceof EngineError && error.code === 'state-damaged') return undefined;
    throw error;
  }
}

async function readTrained(path: string): Promise<Weights> {
  const file = await readArrayFile(path);
  if (file) return file.arrays;
  throw new EngineError('internal', { fault: 'student-gone' });
}
