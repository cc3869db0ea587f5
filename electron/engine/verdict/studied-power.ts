import type { StudiedPower } from '../../../shared/domain/studied-power.js';
import type { StudentStart } from '../../../shared/domain/student.js';
import type { TestName } from '../../../shared/domain/comparisons.js';
import type { ArchitectureFamily, Judged } from '../../../shared/domain/verdict.js';
import table from './detection-table.json' with { type: 'json' };

/** A test that entered the verdict, and what its students, if it has some, started from. */
export interface CountingTest {
  readonly name: TestName;
  readonly start: StudentStart;
}

/** Audits of planted marks, as a study judged them by the same tests. */
export interface StudiedAudits {
  readonly family: ArchitectureFamily;
  /** All tests that counted, in the order in which a result lists them. */
  readonly tests: readonly CountingTest[];
  readonly labelKnown: boolean;
  readonly models: number;
  readonly trainingImages: number;
  readonly copies: readonly number[];
  /** Share of marks that were found, by copies: as a whole, and of each claim that a test supports. */
  readonly power: Readonly<Partial<Record<Judged, readonly number[]>>>;
}

/** What the studies found, as it ships. */
export const shippedStudiedAudits: readonly StudiedAudits[] = asStudied(table.audits);

/** The file's own type changes with every study; a test holds what it says. */
function asStudied(audits: unknown): readonly StudiedAudits[] {
  return audits as readonly StudiedAudits[];
}

/** What a verdict rests on: its level, what was tried and which tests counted. */
export interface VerdictBasis extends Pick<StudiedAudits, 'family' | 'tests' | 'labelKnown'> {
  readonly alpha: number;
  readonly tried: number;
}

/** The level at which the studies judged, one text tried. */
const studiedAlpha = 0.05;
const wanted = 0.8;

/**
 * What the studies found of audits whose verdict on `subject` rests on the same tests; undefined where
 * none did, or where the level or the number of texts tried is another: its power would be, too.
 */
export function studiedPower(
  subject: Judged,
  basis: VerdictBasis,
  studied: readonly StudiedAudits[] = shippedStudiedAudits,
): StudiedPower | undefined {
  if (basis.alpha !== studiedAlpha || basis.tried !== 1) return undefined;
  const alike = studied.find(
    (audits) => audits.family === basis.family && audits.labelKnown === basis.labelKnown && areEqual(audits.tests, basis.tests),
  );
  const shares = alike?.power[subject];
  if (alike === undefined || shares === undefined) return undefined;
  const points = alike.copies.map((copies, index) => ({ copies, power: shares[index] }));
  const { models, trainingImages } = alike;
  // "From so many up": more copies may not be found less often.
  const missed = points.findLastIndex(({ power }) => power < wanted);
  return { models, trainingImages, points, limit: points.at(missed + 1)?.copies };
}

function areEqual(some: readonly CountingTest[], others: readonly CountingTest[]): boolean {
  return (
    some.length === others.length && some.every(({ name, start }) => others.some((other) => other.name === name && other.start === start))
  );
}
