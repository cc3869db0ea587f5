import type { StandInReason } from '../../../shared/domain/stand-ins.js';
import type { Plan } from '../../engine/comparisons/plan.js';
import { importNetwork } from '../../engine/models/importer.js';
import type { AuditCase, DistillationImages } from '../audit/case.js';
import { epochsFor, trainingCost, type StudentsPlan } from '../students/recipe.js';

/** One stand-in: its number names its seeds, whichever others are made; 0 copies make a clean one. */
export interface PlannedStandIn {
  readonly number: number;
  readonly copies: number;
}

export interface NotMade extends PlannedStandIn {
  readonly reason: StandInReason;
}

/** Which stand-ins an audit makes, and what they take. */
export interface StandInsPlan {
  readonly made: readonly PlannedStandIn[];
  readonly notMade: readonly NotMade[];
  /** Rounds that each learns. */
  readonly epochs: number;
  readonly trainingImages: number;
  /** Seconds on a quiet machine that all of them take: to be made, and to be audited. */
  readonly makingSeconds: number;
  readonly auditSeconds: number;
}

export interface StandInsRequest {
  readonly plan: Plan;
  readonly students: StudentsPlan | undefined;
  /** Images that the audited model scores in a second. */
  readonly imagesPerSecond: number;
  /** Seconds on a quiet machine that the students and the measurements of the audit itself take. */
  readonly ownSeconds: number;
  /** Seconds that all stand-ins may take; Infinity where nothing limits them. */
  readonly seconds: number;
}

/** What of a case its stand-ins hang on. */
type PlannedCase = Pick<AuditCase, 'spec' | 'model' | 'feature' | 'distillation'>;

/** What a full audit plans where its spec asks for stand-ins: as many as the time allows, a clean one first. */
export async function planStandIns(audited: PlannedCase, request: StandInsRequest): Promise<StandInsPlan | undefined> {
  const { spec, distillation } = audited;
  const asked = spec.distillation?.standIns;
  if (asked === undefined || distillation === undefined) return undefined;
  const { plan, students, imagesPerSecond, ownSeconds, seconds } = request;
  const wanted = inOrder(asked.copies, asked.each);
  const trainingImages = standInImages(distillation, plan.distillationImages).own.length;
  const epochs = asked.epochs ?? epochsFor(trainingImages);
  const making = (trainingImages * (1 + epochs * trainingCost)) / imagesPerSecond;
  const kept = await reasonForNone(audited, students, wanted.length);
  const affordable = kept ? 0 : Math.min(wanted.length, Math.floor(seconds / (making + ownSeconds)));
  return {
    made: wanted.slice(0, affordable),
    notMade: wanted.slice(affordable).map((one) => ({ ...one, reason: kept ?? { code: 'time' } })),
    epochs,
    trainingImages,
    makingSeconds: affordable * making,
    auditSeconds: affordable * ownSeconds,
  };
}

/** Round after round, in each a clean one and then one of each number of copies. */
function inOrder(copies: readonly number[], each: number): PlannedStandIn[] {
  const round = [0, ...copies];
  return Array.from({ length: each * round.length }, (_, number) => ({ number, copies: round[number % round.length] }));
}

async function reasonForNone(
  { model, spec, feature }: PlannedCase,
  students: StudentsPlan | undefined,
  count: number,
): Promise<StandInReason | undefined> {
  // Students that were cut short for want of time would be cut shorter still, and be other references.
  if (model === undefined || students === undefined || students.shortOf) return { code: 'no-comparison-models' };
  if (feature.decoyCapacity < count) return { code: 'too-few-other-texts' };
  return 'network' in (await importNetwork(model, spec.model)) ? undefined : { code: 'network-not-rebuilt' };
}

/**
 * What stand-ins learn from, and what their students do: a network and its students never share images. Where the
 * set has too few beside those of the audited model's students, each takes half of these.
 */
export function standInImages(
  { indices, others }: DistillationImages,
  count: number,
): { readonly own: Uint32Array; readonly students: Uint32Array } {
  const students = indices.slice(0, count);
  if (others.length >= students.length) return { own: others.slice(0, students.length), students };
  const half = Math.floor(students.length / 2);
  return { own: students.slice(0, half), students: students.slice(half) };
}
