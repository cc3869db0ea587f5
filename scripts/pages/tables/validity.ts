import type { FamilyValidity } from '../../../electron/engine/verdict/validity.js';
import { testNames } from '../../../shared/domain/comparisons.js';
import { architectureFamilies } from '../../../shared/domain/verdict.js';
import type { StudyRow } from '../../../shared/domain/study-row.js';
import type { AlarmRates } from './false-alarms.js';
import { comparesWithStudents } from './student-tests.js';

/** The largest upper bounds at which a test counts: of the rate at .05, and at .01. */
export const bounds = { at05: 0.065, at01: 0.02 };

/** With fewer clean models a rate says nothing either way. */
export const fewestModels = 15;

/** The rates that the levels state. */
const nominal = { at05: 0.05, at01: 0.01 };

/**
 * Which test counts for which family: `within` where the upper 95% bounds of its false alarms keep to
 * `bounds`, `beyond` where a lower bound lies above its level, `unsettled` between the two, `unknown`
 * where too few models were audited to say.
 */
export function validityOf(rates: readonly AlarmRates[], rows: readonly StudyRow[], initialKnown: boolean): FamilyValidity {
  const table = Object.fromEntries(architectureFamilies.map((family) => [family, {}])) as FamilyValidity;
  for (const { family, alarm, at05, at01 } of rates.filter((rate) => rate.initialKnown === initialKnown)) {
    const name = testNames.find((one) => one === alarm);
    if (name === undefined || at01 === undefined) continue;
    const [upper05, upper01] = [at05, at01].map(({ interval }) => interval?.[1] ?? 1);
    const [lower05, lower01] = [at05, at01].map(({ interval }) => interval?.[0] ?? 0);
    const within = upper05 <= bounds.at05 && upper01 <= bounds.at01;
    const beyond = lower05 > nominal.at05 || lower01 > nominal.at01;
    table[family][name] = {
      falseAlarms: at05.models < fewestModels ? 'unknown' : within ? 'within' : beyond ? 'beyond' : 'unsettled',
      at05: threeDigits(at05.share),
      at01: threeDigits(at01.share),
      upper05: threeDigits(upper05),
      upper01: threeDigits(upper01),
      models: at05.models,
      audits: at05.audits,
      ...(comparesWithStudents.has(name) && !initialKnown && { agreement: leastAgreement(rows.filter((row) => row.family === family)) }),
    };
  }
  return table;
}

/** Rounded down to a percent. */
function leastAgreement(rows: readonly StudyRow[]): number {
  return Math.floor(Math.min(...rows.map(({ agreement }) => agreement)) * 100) / 100;
}

function threeDigits(value: number): number {
  return Math.round(value * 1000) / 1000;
}
