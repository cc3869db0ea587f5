import type { TestName } from '../../../shared/domain/comparisons.js';
import type { Prospect } from '../../../shared/domain/prospect.js';
import type { StudentStart } from '../../../shared/domain/student.js';
import { claims, type ArchitectureFamily, type Claim, type Reach } from '../../../shared/domain/verdict.js';
import { reachUnder } from '../comparisons/limit.js';
import { testOf } from '../comparisons/table.js';
import { standingOf, startOf, type ValidityTable } from './validity.js';

export interface ProspectRequest {
  readonly family: ArchitectureFamily;
  /** What its students start from. */
  readonly start: StudentStart;
  readonly labelKnown: boolean;
  /** The tests that the plan has all that they need for. */
  readonly tests: readonly TestName[];
  /** The table that ships, when left out. */
  readonly validity?: ValidityTable;
}

/**
 * What an audit can say at most of the mark as a whole and of each claim, by which of its tests count on
 * such a network. Whether students agree and hosts suffice is measured later and can only take away.
 */
export function prospects(request: ProspectRequest): Prospect[] {
  const reaches = Object.fromEntries(claims.map((claim) => [claim, reachOf(claim, request)])) as Record<Claim, Reach>;
  const strongest = claims.map((claim) => reaches[claim]).reduce(furthest);
  return [
    // The mark as a whole is cleared by tests of its kind: those of the text do not speak of marks to which all texts are alike.
    { judged: 'whole', ...strongestOf(strongest), clears: reaches.kind !== 'nothing' },
    ...claims.map((claim) => ({ judged: claim, ...strongestOf(reaches[claim]), clears: reaches[claim] !== 'nothing' })),
  ];
}

const order: readonly Reach[] = ['nothing', 'signal', 'memorised'];

function furthest(one: Reach, other: Reach): Reach {
  return order.indexOf(one) >= order.indexOf(other) ? one : other;
}

function reachOf(claim: Claim, { tests, family, start, labelKnown, validity }: ProspectRequest): Reach {
  const reach = tests
    .filter((name) => testOf(name).claim === claim)
    .map((name) => reachUnder(standingOf(name, family, startOf(name, start), validity).limit))
    .reduce(furthest, 'nothing');
  return reach === 'memorised' && !labelKnown ? 'signal' : reach;
}

function strongestOf(reach: Reach): Pick<Prospect, 'strongest'> {
  return reach === 'nothing' ? {} : { strongest: reach };
}
