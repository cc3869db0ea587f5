import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lesson } from '../../../shared/domain/stand-ins.js';
import type { StudentRecipe, StudentTask } from '../../../shared/domain/student.js';
import { EngineError } from '../../engine/base/error.js';
import { Generator } from '../../engine/base/random/generator.js';
import { atItsPlace, type Subject } from '../../engine/comparisons/subject.js';
import { toOnnxModel } from '../../engine/networks/inference-model.js';
import type { OnnxModel } from '../../engine/onnx/model.js';
import { writeFileAtomically } from '../atomic-file.js';
import type { AuditCase } from '../audit/case.js';
import type { JobContext } from '../job.js';
import { writeDistillationFiles, type DistillationFiles } from '../students/distillation-files.js';
import { startingWeights, studentNetwork } from '../students/network.js';
import { readKept } from '../students/students.js';
import { trainStudentTask } from '../students/train-student.js';
import { recordsOf, writeStamped } from './records.js';
import type { StandIn } from './stand-in.js';

export interface MakeRequest {
  readonly audited: AuditCase;
  readonly model: OnnxModel;
  /** The weights that training started from, where the team kept them: stand-ins start from them too. */
  readonly initial: { readonly path: string; readonly model: OnnxModel } | undefined;
  readonly standIns: readonly StandIn[];
  /** Images that they learn from. */
  readonly indices: Uint32Array;
  readonly epochs: number;
  readonly learns: Lesson;
  readonly subject: Subject;
  readonly folder: string;
  readonly rowsKey: string;
  readonly context: JobContext;
  readonly onMade: (done: number) => void;
}

/** A stand-in's files: the network, and the weights that it started from where those are given. */
export interface MadeStandIn {
  readonly standIn: StandIn;
  readonly path: string;
  readonly initial: string | undefined;
}

/** Fewer records of its class than copies were wanted. */
export interface LackingStandIn {
  readonly standIn: StandIn;
  readonly given: number;
}

/** Makes stand-ins by the task that makes whole students; those that an earlier run has made are taken over. */
export async function makeStandIns(request: MakeRequest): Promise<{ made: MadeStandIn[]; lacking: LackingStandIn[] }> {
  const { audited, model, standIns, indices, folder, rowsKey, context, initial } = request;
  const { spec, classifier, preprocessor, threads, runtime } = audited;
  const recipe: StudentRecipe = { kind: 'whole', start: initial ? 'initial' : 'anew' };
  await mkdir(folder, { recursive: true });
  const files = await writeDistillationFiles({
    model,
    source: spec.model,
    recipe,
    images: imagesOf(audited),
    indices,
    preprocessor,
    folder,
    rowsKey,
    batchSize: classifier.batchSize,
    threads,
    runtime: runtime.name,
    signal: context.signal,
    onImages: () => undefined,
  });
  const tasks: StudentTask[] = [];
  const makable: StandIn[] = [];
  const lacking: LackingStandIn[] = [];
  for (const standIn of standIns) {
    const records = plantedIn(standIn, files, request);
    if (records.length < standIn.copies) {
      lacking.push({ standIn, given: records.length });
      continue;
    }
    makable.push(standIn);
    if (await readKept(weightsOf(standIn))) continue;
    tasks.push(await taskOf(standIn, records.slice(0, standIn.copies), files, recipe, request));
  }
  await train(tasks, makable.length, request);
  const network = await studentNetwork(model, spec.model, recipe, classifier.outputs);
  const made: MadeStandIn[] = [];
  for (const standIn of makable) {
    const weights = await readKept(weightsOf(standIn));
    if (weights === undefined) throw new EngineError('internal', { fault: 'student-gone' });
    const path = join(standIn.folder, 'model.onnx');
    await writeFileAtomically(path, toOnnxModel(network, weights, { output: 'logits' }));
    const start = initial && (await startingWeights(network, recipe, initial.model, spec.model, 0));
    if (start) await writeFileAtomically(join(standIn.folder, 'initial.onnx'), toOnnxModel(network, start, { output: 'logits' }));
    made.push({ standIn, path, initial: start && join(standIn.folder, 'initial.onnx') });
  }
  return { made, lacking };
}

function weightsOf({ folder }: StandIn): string {
  return join(folder, 'model.weights');
}

function imagesOf({ distillation }: AuditCase) {
  if (distillation === undefined) throw new TypeError('Stand-ins learn from distillation images.');
  return distillation.images;
}

/** Records that may carry the text of a planted stand-in, in the order in which they are taken. */
function plantedIn(
  { copies, class: theClass, seeds }: StandIn,
  { targets }: DistillationFiles,
  { audited, rowsKey }: MakeRequest,
): number[] {
  if (copies === 0) return [];
  const { outputKind, outputs } = audited.classifier;
  return recordsOf({ path: targets, rowsKey }, { kind: outputKind, outputs }, theClass, new Generator(seeds.records, 'stand-in records'));
}

async function taskOf(
  standIn: StandIn,
  records: readonly number[],
  files: DistillationFiles,
  recipe: StudentRecipe,
  { audited, initial, indices, epochs, learns, subject, rowsKey }: MakeRequest,
): Promise<StudentTask> {
  const { spec, preprocessor, modelPath, runtime } = audited;
  await mkdir(standIn.folder, { recursive: true });
  const inputs = join(standIn.folder, 'planted');
  if (records.length > 0) {
    await writeStamped({
      images: imagesOf(audited),
      indices: records.map((record) => indices[record]),
      treatment: atItsPlace({ ...subject, seed: standIn.seeds.records }, standIn.feature.patch),
      stampAt: subject.stampAt,
      preprocessor,
      path: inputs,
      rowsKey,
    });
  }
  return {
    model: modelPath,
    source: spec.model,
    initial: initial?.path,
    recipe,
    preprocessing: spec.preprocessing,
    ...files,
    rowsKey,
    learns,
    planted: records.length > 0 ? { inputs, records: [...records] } : undefined,
    epochs,
    seed: standIn.seeds.training,
    runtime: runtime.name,
    weights: weightsOf(standIn),
    stateFolder: join(standIn.folder, 'training'),
  };
}

/** One stand-in to a process, several at once. */
async function train(tasks: readonly StudentTask[], all: number, { context, onMade }: MakeRequest): Promise<void> {
  const shares = new Float64Array(tasks.length);
  const report = () => onMade(all - tasks.length + shares.reduce((sum, share) => sum + share, 0));
  report();
  await context.parallel.run(trainStudentTask, tasks, {
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
