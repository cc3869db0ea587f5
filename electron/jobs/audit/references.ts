import { resolve } from 'node:path';
import type { AuditResult } from '../../../shared/domain/audit-result.js';
import type { DisagreementCause } from '../../../shared/domain/reasons.js';
import type { StudentRecipe } from '../../../shared/domain/student.js';
import type { Classifier } from '../../engine/models/classifier.js';
import { readModel } from '../../engine/models/read-model.js';
import { agreementOf } from '../../engine/scoring/agreement.js';
import type { ImageSet } from '../../engine/images/image.js';
import { HostStore } from '../../engine/scoring/host-store.js';
import { scorerOf, type Scorer } from '../../engine/scoring/scorer.js';
import { mean } from '../../engine/statistics/moments.js';
import type { JobContext } from '../job.js';
import { planStudents, type StudentsPlan } from '../students/recipe.js';
import { openStudents } from '../students/student-scorer.js';
import { distilStudents } from '../students/students.js';
import { openBroughtModel } from './brought-models.js';
import type { AuditCase } from './case.js';
import type { Phases } from './clock.js';
import type { References } from '../../engine/comparisons/measure-request.js';
import type { Pilot, Plan } from '../../engine/comparisons/plan.js';
import { studentsShare } from './plan.js';

/** Held-out images on which agreement is measured, at most. */
const agreementImages = 1000;

export interface DistilledReferences extends References {
  readonly record: NonNullable<AuditResult['distillation']>;
}

/** Distils the students of a full audit and measures how well they agree with the audited model. */
export async function openDistilledReferences(
  audited: AuditCase,
  {
    plan,
    students,
    specFolder,
    rowsKey,
  }: { readonly plan: Plan; readonly students: StudentsPlan | undefined; readonly specFolder: string; readonly rowsKey: string },
  context: JobContext,
  clock: Phases,
): Promise<DistilledReferences | undefined> {
  const { spec, model, classifier, preprocessor, distillation } = audited;
  if (!spec.distillation || !distillation || !model || !students) return undefined;
  const indices = distillation.indices.slice(0, plan.distillationImages);
  const initial = await initialOf(audited, specFolder);
  const { recipe, epochs } = students;
  const weights = await clock.phase('distil', indices.length, 'images', (reportImages) =>
    clock.phase('students', spec.distillation?.students ?? 0, 'students', (reportStudents) =>
      distilStudents({
        model,
        modelPath: audited.modelPath,
        initial,
        source: spec.model,
        recipe,
        images: distillation.images,
        indices,
        preprocessor,
        preprocessing: spec.preprocessing,
        students: spec.distillation?.students ?? 0,
        epochs,
        batchSize: classifier.batchSize,
        threads: audited.threads,
        runtime: audited.runtime.name,
        parallel: context.parallel,
        stateFolder: context.stateFolder,
        rowsKey,
        cacheFolder: context.cacheFolder,
        signal: context.signal,
        onImages: reportImages,
        onStudents: reportStudents,
      }),
    ),
  );
  const scorer = await openStudents({
    audited: classifier,
    model,
    source: spec.model,
    recipe,
    weights,
    threads: audited.threads,
    runtime: audited.runtime.name,
  });
  const agreements = await agreementOn(audited, scorer, context, clock);
  return {
    scorer,
    agreement: mean(agreements),
    start: recipe.start,
    weakness: weaknessOf(students, indices.length),
    record: {
      provenance: distillation.images.provenance,
      count: indices.length,
      epochs,
      agreement: mean(agreements),
      students: Array.from(agreements, (agreement) => ({ ...madeAnew(recipe), agreement })),
    },
  };
}

/** What the students of a full audit are: by quality alone, or by a time that the spec sets. */
export async function studentsPlanOf(audited: AuditCase, plan: Plan, pilot: Pilot, specFolder: string): Promise<StudentsPlan | undefined> {
  const { spec, model, distillation } = audited;
  if (!spec.distillation || !distillation || !model || plan.controlPlacements === 0) return undefined;
  const { timeBudget } = spec.method;
  return planStudents({
    model,
    source: spec.model,
    initial: (await initialOf(audited, specFolder))?.model,
    distillation: spec.distillation,
    images: Math.min(distillation.indices.length, plan.distillationImages),
    imagesPerSecond: pilot.imagesPerSecond,
    seconds: timeBudget === undefined ? Infinity : timeBudget * studentsShare,
  });
}

export async function initialOf({ spec }: AuditCase, specFolder: string) {
  if (spec.model.initial === undefined) return undefined;
  const path = resolve(specFolder, spec.model.initial);
  return { path, model: await readModel(path, spec.model) };
}

/** With fewer images students see each more often than 20 times, and learn little more. */
const fewImages = 5000;

function weaknessOf({ shortOf }: StudentsPlan, images: number): DisagreementCause {
  if (shortOf) return { code: 'time' };
  return images < fewImages ? { code: 'few-images', images } : { code: 'hard-to-imitate' };
}

/** What a student shares with the audited model, as results tell it. */
function madeAnew(recipe: StudentRecipe): Omit<DistilledReferences['record']['students'][number], 'agreement'> {
  const { kind, start } = recipe;
  if (recipe.kind === 'whole') return { kind, start, renewed: 1 };
  return { kind, start, cut: recipe.cut.tensor, renewed: 1 - recipe.cut.parameterShare, head: recipe.head };
}

/** Opens the models that the team brings; each must take the same images and give the same classes. */
export async function openBroughtReferences(
  audited: AuditCase,
  specFolder: string,
  context: JobContext,
  clock: Phases,
): Promise<References | undefined> {
  const { spec, classifier } = audited;
  if (spec.referenceModels.length === 0) return undefined;
  const brought: Classifier[] = [];
  const dispose = async () => {
    for (const reference of brought) await reference.dispose();
  };
  try {
    for (const index of spec.referenceModels.keys()) brought.push(await openBroughtModel(audited, specFolder, index));
    const scorer: Scorer = { ...scorerOf([classifier, ...brought]), dispose };
    return { scorer, agreement: mean(await agreementOn(audited, scorer, context, clock)), weakness: { code: 'brought' } };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Images that no student has learned from, or the hosts where there are none. */
export function agreementImagesOf({ distillation, hosts }: AuditCase): {
  readonly images: ImageSet;
  readonly indices: Uint32Array;
  readonly count: number;
} {
  const [images, indices] = distillation ? [distillation.images, distillation.heldOut] : [hosts.images, hosts.indices];
  const first = indices.slice(0, agreementImages);
  return { images, indices: first, count: first.length };
}

async function agreementOn(audited: AuditCase, scorer: Scorer, { stateFolder, signal }: JobContext, clock: Phases): Promise<Float64Array> {
  const { preprocessor } = audited;
  const { images, indices, count } = agreementImagesOf(audited);
  // Each image is read, and then scored by all.
  return clock.phase('agreement', 2 * count, 'images', async (report) => {
    const store = await HostStore.build({
      path: `${stateFolder}/held-out.bin`,
      images,
      indices,
      preprocessor,
      signal,
      onProgress: (done) => report(done),
    });
    try {
      return await agreementOf(scorer, store, preprocessor, { signal, onImages: (done) => report(count + done) });
    } finally {
      await store.close();
    }
  });
}
