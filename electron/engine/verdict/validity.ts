import type { TestName } from '../../../shared/domain/comparisons.js';
import type { Basis } from '../../../shared/domain/reasons.js';
import { architectureFamilies, type ArchitectureFamily } from '../../../shared/domain/verdict.js';
import type { Limit } from '../comparisons/limit.js';
import { testOf } from '../comparisons/table.js';
import type { StudentStart } from '../../../shared/domain/student.js';
import table from './validity-table.json' with { type: 'json' };

/**
 * Which test enters the verdict for which family of architectures. The table holds, per family and
 * test, the false-alarm rates that were measured on clean models and where; a test counts in full
 * only where their bounds hold.
 */

export interface ValidityEntry {
  /**
   * `within`: false alarms measured within bounds; `beyond`: measured and too many; `unsettled`: measured, and the
   * bounds hold the level that is stated; `unknown`: too few models.
   */
  readonly falseAlarms: 'within' | 'beyond' | 'unsettled' | 'unknown';
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
  const { studiedWith } = testOf(test);
  return studiedWith === 'students' ? students : studiedWith;
}

/** What a test is worth, and why. */
export interface Standing {
  readonly basis: Basis;
  /** What keeps it from carrying "memorised"; undefined where nothing does. */
  readonly limit?: Limit;
}

/** What a test is worth on a family, by the studies; `start` says what its students, if it has some, start from. */
export function standingOf(
  test: TestName,
  family: ArchitectureFamily,
  start: StudentStart = 'anew',
  validity: ValidityTable = shippedValidity,
): Standing {
  const entry = validity[start][family][test];
  if (entry === undefined || entry.falseAlarms === 'unknown') return unstudiedStanding(test, validity[start]);
  const { at05, at01, upper05, upper01, models, audits } = entry;
  return { basis: { code: 'studied', at05, at01, upper05, upper01, models, audits }, limit: studiedLimit(test, entry.falseAlarms) };
}

function studiedLimit(test: TestName, falseAlarms: Exclude<ValidityEntry['falseAlarms'], 'unknown'>): Limit | undefined {
  switch (falseAlarms) {
    case 'within':
      return undefined;
    case 'unsettled':
      return {
        keepsFrom: testOf(test).unstudied === 'describes' ? 'counting' : 'memorised',
        reason: { code: 'false-alarms-unsettled' },
      };
    case 'beyond':
      return { keepsFrom: 'counting', reason: { code: 'false-alarms-too-many' } };
  }
}

/**
 * What a test is worth where no study looked: at most "signal", and never more than on any family where
 * one did, so that a network of which less is known gains nothing by that.
 */
function unstudiedStanding(test: TestName, families: FamilyValidity): Standing {
  const { unstudied } = testOf(test);
  const elsewhere = Object.values(families).some((tests) => tests[test]?.falseAlarms === 'beyond');
  return {
    basis: { code: unstudied === 'holds' ? 'by-construction' : 'not-studied' },
    limit: { keepsFrom: unstudied === 'describes' || elsewhere ? 'counting' : 'memorised', reason: { code: 'family-not-studied' } },
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
export function isKeptByStudies(
  test: TestName,
  family: ArchitectureFamily,
  start: StudentStart = 'anew',
  validity: ValidityTable = shippedValidity,
): boolean {
  return validity[start][family][test]?.falseAlarms === 'beyond' && testOf(test).unstudied !== 'describes';
}
