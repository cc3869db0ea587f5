import { conclusionsIn, type KeptResult } from '../../shared/domain/kept-result.js';
import { judged, type Judged, type Verdict } from '../../shared/domain/verdict.js';
import type { Pair } from './pair.js';

export type Verdicts = Readonly<Record<Judged, Verdict>>;

/** What one pair came to. */
export interface Judgement {
  readonly seed: number;
  readonly label: number;
  readonly corner: string;
  readonly planted: Verdicts;
  readonly clean: Verdicts;
  /** The planted model is memorised, or at least a signal, as a whole or on a claim. */
  readonly memorised: boolean;
  readonly found: boolean;
  /** The clean model is neither, as a whole or on any claim. */
  readonly quiet: boolean;
}

export function judge({ mark, planted, clean }: Pair): Judgement {
  const [own, twin] = [planted, clean].map(({ audit }) => verdictsOf(audit.result));
  const among = (verdicts: Verdicts, ...wanted: Verdict[]) => judged.some((subject) => wanted.includes(verdicts[subject]));
  return {
    seed: mark.seed,
    label: mark.label,
    corner: mark.corner,
    planted: own,
    clean: twin,
    memorised: among(own, 'memorised'),
    found: among(own, 'memorised', 'signal'),
    quiet: !among(twin, 'memorised', 'signal'),
  };
}

/** Whether both models of a pair were judged as they are. */
export function isRight({ found, quiet }: Judgement): boolean {
  return found && quiet;
}

/** How far the two verdicts are right, and no more. */
export function outcomeOf(judgement: Judgement): string {
  if (!isRight(judgement)) return 'THIS PAIR DID NOT COME OUT AS IT SHOULD.';
  const planted = judgement.memorised ? 'the planted mark was found' : 'the planted mark was found, as a "signal" and not as "memorised"';
  return `Both verdicts are right: ${planted}, and none where there is none.`;
}

function verdictsOf(result: KeptResult): Verdicts {
  const found = new Map(conclusionsIn(result).map(([subject, { verdict }]) => [subject, verdict]));
  const verdictOf = (subject: Judged) => found.get(subject) ?? 'inconclusive';
  return { whole: verdictOf('whole'), text: verdictOf('text'), kind: verdictOf('kind') };
}
