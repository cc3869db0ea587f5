import type { ArchitectureFamily, TestName } from '../../../shared/domain/verdict.js';
import table from './validity-table.json' with { type: 'json' };

/**
 * Which test enters the verdict for which family of architectures. The table holds, per family and
 * test, the false-alarm rates that were measured on clean models and where; a test counts in full
 * only where their bounds hold.
 */

interface Entry {
  /** `within`: false alarms measured within bounds; `beyond`: measured and too many; `unknown`: no study. */
  readonly falseAlarms: 'within' | 'beyond' | 'unknown';
  readonly at05: number | null;
  readonly at01: number | null;
  readonly source: string;
}

const entries = table.families as Record<ArchitectureFamily, Partial<Record<TestName, Entry>>>;

export interface Standing {
  /** Enters the verdict. */
  readonly counts: boolean;
  /** Enters, but carries a verdict no further than "signal". */
  readonly atMostSignal: boolean;
  readonly sentence: string;
}

/** Tests whose p is a rank among exchangeable texts and holds for any architecture. */
const validByConstruction: ReadonlySet<TestName> = new Set(['same-template-strings']);

/** Tests that describe an unstudied family with enough care to say "signal". */
const carriesSignal: ReadonlySet<TestName> = new Set(['distilled-text', 'distilled-kind', 'brought-text', 'brought-kind']);

export function standingOf(test: TestName, family: ArchitectureFamily): Standing {
  const entry = entries[family][test];
  if (entry?.falseAlarms === 'within') {
    return { counts: true, atMostSignal: false, sentence: `Counts: ${rates(entry)} on clean ${familyWords[family]} (${entry.source}).` };
  }
  if (entry?.falseAlarms === 'beyond') {
    return { counts: false, atMostSignal: false, sentence: `Description only: ${rates(entry)} on clean ${familyWords[family]} (${entry.source}), more than the level states.` };
  }
  if (validByConstruction.has(test)) {
    return {
      counts: true,
      atMostSignal: family === 'other',
      sentence: 'Counts: a rank among texts of the same template holds for any architecture, as long as the text was not chosen by looking at the model.',
    };
  }
  if (carriesSignal.has(test)) {
    return { counts: true, atMostSignal: true, sentence: `Counts up to "signal": its false alarms on ${familyWords[family]} have not been studied.` };
  }
  return { counts: false, atMostSignal: false, sentence: `Description only: its false alarms on ${familyWords[family]} have not been studied.` };
}

const familyWords: Record<ArchitectureFamily, string> = {
  dense: 'dense networks',
  convolutional: 'plain convolutional networks',
  'convolutional-normalised': 'batch-normalised convolutional networks',
  other: 'networks of this kind',
};

function rates(entry: Entry): string {
  const parts = [
    entry.at05 === null ? undefined : `${(entry.at05 * 100).toFixed(1)}% false alarms at 5%`,
    entry.at01 === null ? undefined : `${(entry.at01 * 100).toFixed(1)}% at 1%`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}
