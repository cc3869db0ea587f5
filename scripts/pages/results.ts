import type { StudiedAudits } from '../../electron/engine/verdict/studied-power.js';
import type { FamilyValidity, ValidityTable } from '../../electron/engine/verdict/validity.js';
import { isAdded } from '../../electron/jobs/study/kinds/false-alarms.js';
import { studyKinds } from '../../electron/jobs/study/kinds/table.js';
import type { StudyModel, StudyName } from '../../shared/domain/study.js';
import type { StudyRow } from '../../shared/domain/study-row.js';
import { hashOf } from '../../electron/jobs/study/settings.js';
import { rowsOf } from './rows.js';
import { detectableEffectChecks, type DetectableEffectCheck } from './tables/detectable-effect.js';
import { effectSizes, type EffectSize } from './tables/effects.js';
import { falseAlarmRates, shippedAlarmRates, type AlarmRates } from './tables/false-alarms.js';
import { powerCurves, type PowerCurve } from './tables/power.js';
import { studiedAudits } from './tables/studied-audits.js';
import { validityOf } from './tables/validity.js';

/** Everything that the pages and the table in the code say, computed from the rows. */
export interface StudyResults {
  readonly falseAlarms: {
    readonly done: Progress;
    readonly rates: readonly AlarmRates[];
    readonly beforeAdded: readonly AlarmRates[];
    readonly ofAdded: readonly AlarmRates[];
  };
  readonly detection: {
    readonly done: Progress;
    readonly curves: readonly PowerCurve[];
    readonly effects: readonly EffectSize[];
    readonly audits: readonly StudiedAudits[];
  };
  readonly detectableEffects: readonly DetectableEffectCheck[];
  readonly validity: FamilyValidity;
  /** The same for audits that were given the weights that training started from. */
  readonly validityFromInitialWeights: FamilyValidity;
}

/** Models that are done, of all, by kind of network. */
export type Progress = Readonly<Record<string, { readonly done: number; readonly planned: number }>>;

/** Reads the rows of both studies; rows of other settings than today's are no part of the results. */
export async function readResults(): Promise<StudyResults> {
  return resultsOf(await readStudy('false-alarms'), await readStudy('detection'));
}

/** The rows of a study that are of today's settings. */
export async function readStudy(study: StudyName): Promise<Study> {
  const { models, settings } = studyKinds[study];
  const current = new Set(models.map((model) => hashOf(model, settings(model))));
  return { models, rows: (await rowsOf(study)).filter(({ hash }) => current.has(hash)) };
}

interface Study {
  readonly models: readonly StudyModel[];
  readonly rows: readonly StudyRow[];
}

export function resultsOf(falseAlarms: Study, detection: Study): StudyResults {
  const judged = judgedPart(falseAlarms);
  const rates = falseAlarmRates(judged.rows);
  const validity: ValidityTable = {
    anew: validityOf(rates, judged.rows, false),
    initial: validityOf(rates, judged.rows, true),
  };
  return {
    falseAlarms: {
      done: progressOf(falseAlarms),
      rates: [...rates, ...shippedAlarmRates(judged.rows, validity)],
      beforeAdded: ratesBeforeAdded(falseAlarms),
      ofAdded: ratesOfAdded(judged),
    },
    detection: {
      done: progressOf(detection),
      curves: powerCurves(detection.rows, validity),
      effects: effectSizes(detection.rows),
      audits: studiedAudits(detection.rows, validity),
    },
    detectableEffects: detectableEffectChecks(judged.rows),
    validity: validity.anew,
    validityFromInitialWeights: validity.initial,
  };
}

/** The study without the models that were added to it, until all of these are done. */
function judgedPart(study: Study): Study {
  const done = study.rows.filter(({ model }) => isAdded(model.number)).length;
  if (done === study.models.filter(({ number }) => isAdded(number)).length) return study;
  return { models: study.models.filter(({ number }) => !isAdded(number)), rows: study.rows.filter(({ model }) => !isAdded(model.number)) };
}

/** What had been seen of the kinds of network of which models were added. */
function ratesBeforeAdded({ models, rows }: Study): AlarmRates[] {
  const kinds = new Set(models.filter(({ number }) => isAdded(number)).map(({ network }) => network));
  return falseAlarmRates(rows.filter(({ model }) => kinds.has(model.network) && !isAdded(model.number)));
}

/** What the added models come to by themselves, which no choice had seen; nothing until all of them are done. */
function ratesOfAdded({ rows }: Study): AlarmRates[] {
  return falseAlarmRates(rows.filter(({ model }) => isAdded(model.number)));
}

function progressOf({ models, rows }: Study): Progress {
  const networks = [...new Set(models.map(({ network }) => network))];
  const count = (network: string, all: readonly { readonly network: string }[]) => all.filter((model) => model.network === network).length;
  return Object.fromEntries(
    networks.map((network) => [
      network,
      {
        done: count(
          network,
          rows.map(({ model }) => model),
        ),
        planned: count(network, models),
      },
    ]),
  );
}
