import { architectureFamilies, type ArchitectureFamily, type LimitCode, type TestName } from '../../../shared/domain/verdict.js';
import type { StudentStart } from '../../../shared/domain/student.js';
import table from './validity-table.json' with { type: 'json' };

/**
 * Which test enters the verdict for which family of architectures. The table holds, per family and
 * test, the false-alarm rates that were measured on clean models and where; a test counts in full
 * only where their bounds hold.
 */

export interface ValidityEntry {
  /** `within`: false alarms measured within bounds; `beyond`: measured and too many; `unknown`: no study. */
  readonly falseAlarms: 'within' | 'beyond' | 'unknown';
  readonly at05: number;
  readonly at01: number;
  /** Upper 95% bounds of the rates. */
  readonly upper05: number;
  readonly upper01: number;
  readonly models: number;
  readonly audits: number;
  /** Of tests that compare with students: the least agreement with its students that a studied model had, as a share of unseen images. */
  readonly agreement?: number;
}

/** What the studies found of each test, by family. */
export type FamilyValidity = Record<ArchitectureFamily, Partial<Record<TestName, ValidityEntry>>>;

/** Which students a test compares with is another experiment: those that start from the initial weights differ less. */
export type ValidityTable = Readonly<Record<StudentStart, FamilyValidity>>;

/** What the studies found, as it ships. */
export const shippedValidity: ValidityTable = { anew: asStudied(table.families), initial: asStudied(table.fromInitialWeights) };

/** The file's own type changes with every study; a test holds what it says. */
function asStudied(families: unknown): FamilyValidity {
  return families as FamilyValidity;
}

const counted: ValidityEntry = {
  falseAlarms: 'within',
  at05: 0.05,
  at01: 0.01,
  upper05: 0.05,
  upper01: 0.01,
  models: 0,
  audits: 0,
  agreement: 0,
};

/**
 * A table by which these tests count for every family, whatever the studies found: for what must not
 * depend on that, as the studies themselves and the controls, which check the machine.
 */
export function countingForAll(tests: Readonly<Record<StudentStart, readonly TestName[]>>): ValidityTable {
  const familiesOf = (names: readonly TestName[]) =>
    Object.fromEntries(
      architectureFamilies.map((family) => [family, Object.fromEntries(names.map((name) => [name, counted]))]),
    ) as FamilyValidity;
  return { anew: familiesOf(tests.anew), initial: familiesOf(tests.initial) };
}

/** Which part of the table judges a test where students start from `students`: the other tests have one rate, whatever students there are. */
export function startOf(test: TestName, students: StudentStart): StudentStart {
  if (test === 'initial-weights') return 'initial';
  return test === 'distilled-text' || test === 'distilled-kind' ? students : 'anew';
}

export interface Standing {
  /** Enters the verdict. */
  readonly counts: boolean;
  /** Enters, but carries a verdict no further than "signal". */
  readonly atMostSignal: boolean;
  /** What keeps it from carrying "memorised", where something does. */
  readonly limit?: LimitCode;
  readonly sentence: string;
}

/** Tests whose p is a rank among exchangeable texts and holds for any architecture. */
const validByConstruction: ReadonlySet<TestName> = new Set(['same-template-strings']);

/** Tests that describe an unstudied family with enough care to say "signal". */
const carriesSignal: ReadonlySet<TestName> = new Set(['distilled-text', 'distilled-kind', 'brought-text', 'brought-kind']);

/** What a test is worth on a family, by the studies; `start` says what its students, if it has some, start from. */
export function standingOf(
  test: TestName,
  family: ArchitectureFamily,
  start: StudentStart = 'anew',
  validity: ValidityTable = shippedValidity,
): Standing {
  const entry = validity[start][family][test];
  if (entry?.falseAlarms === 'within') {
    return { counts: true, atMostSignal: false, sentence: `Counts: ${rates(entry)} on clean ${familyWords[family]} (${studied(entry)}).` };
  }
  if (entry?.falseAlarms === 'beyond') {
    return {
      counts: false,
      atMostSignal: false,
      limit: 'false-alarms-too-many',
      sentence: `Description only: ${rates(entry)} on clean ${familyWords[family]} (${studied(entry)}), more than its bounds allow.`,
    };
  }
  return unstudiedStanding(test, family);
}

function unstudiedStanding(test: TestName, family: ArchitectureFamily): Standing {
  if (validByConstruction.has(test)) {
    const sentence =
      'a rank among texts of the same template holds for any architecture, as long as the text was not chosen by looking at the model';
    return family === 'other'
      ? {
          counts: true,
          atMostSignal: true,
          limit: 'family-not-studied',
          sentence: `Counts up to "signal": ${sentence}, but networks of this kind have not been studied.`,
        }
      : { counts: true, atMostSignal: false, sentence: `Counts: ${sentence}.` };
  }
  if (carriesSignal.has(test)) {
    return {
      counts: true,
      atMostSignal: true,
      limit: 'family-not-studied',
      sentence: `Counts up to "signal": its false alarms on ${familyWords[family]} have not been studied on enough models.`,
    };
  }
  return {
    counts: false,
    atMostSignal: false,
    limit: 'family-not-studied',
    sentence: `Description only: its false alarms on ${familyWords[family]} have not been studied.`,
  };
}

/** Share of unseen images on which references must agree with a model where no study had them agree less. */
export const usualAgreement = 0.9;

/**
 * The least agreement at which references are a standard: less than usual where the false alarms of
 * models whose students agreed no better were within bounds.
 */
export function agreementFloor(
  test: TestName,
  family: ArchitectureFamily,
  start: StudentStart = 'anew',
  validity: ValidityTable = shippedValidity,
): number {
  const entry = validity[start][family][test];
  return entry?.falseAlarms === 'within' ? Math.min(usualAgreement, entry.agreement ?? usualAgreement) : usualAgreement;
}

/** Whether the studies keep a test from the verdict on a family that would count had it not been studied. */
export function isBarred(
  test: TestName,
  family: ArchitectureFamily,
  start: StudentStart = 'anew',
  validity: ValidityTable = shippedValidity,
): boolean {
  return validity[start][family][test]?.falseAlarms === 'beyond' && unstudiedStanding(test, family).counts;
}

export const familyWords: Record<ArchitectureFamily, string> = {
  dense: 'dense networks',
  convolutional: 'plain convolutional networks',
  'convolutional-normalised': 'batch-normalised convolutional networks',
  other: 'networks of this kind',
};

function rates({ at05, at01, upper05, upper01 }: ValidityEntry): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
  return `${percent(at05)} false alarms at 5% and ${percent(at01)} at 1%, by bounds ${percent(upper05)} and ${percent(upper01)},`;
}

function studied({ models, audits }: ValidityEntry): string {
  return `${audits} audits of ${models} models, docs/validity.md`;
}
