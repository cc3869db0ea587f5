import { normalQuantile } from '../../../electron/engine/statistics/normal-distribution.js';
import { bounds } from './validity.js';

const standardErrors = normalQuantile(0.95);

/**
 * How often a test would be found to keep to `bounds` by a study of `audits` independent audits, if it
 * alarms in a share `at05` of them at 5%, and in a fifth of those at 1% as well: a study that a right
 * test fails every other time settles nothing.
 */
export function passingShare(audits: number, at05: number): number {
  const most = { at05: mostAlarms(audits, bounds.at05), at01: mostAlarms(audits, bounds.at01) };
  let share = 0;
  for (let alarms = 0; alarms <= most.at05; alarms++) share += binomialMass(alarms, audits, at05) * atMost(most.at01, alarms, 0.2);
  return share;
}

/** The most alarms whose share has an upper 95% bound of at most `bound`. */
function mostAlarms(audits: number, bound: number): number {
  let alarms = 0;
  while (upperBound((alarms + 1) / audits, audits) <= bound) alarms++;
  return alarms;
}

function upperBound(share: number, audits: number): number {
  return share + standardErrors * Math.sqrt((share * (1 - share)) / audits);
}

function atMost(most: number, trials: number, probability: number): number {
  let share = 0;
  for (let count = 0; count <= Math.min(most, trials); count++) share += binomialMass(count, trials, probability);
  return share;
}

function binomialMass(count: number, trials: number, probability: number): number {
  let logarithm = (trials - count) * Math.log1p(-probability) + count * Math.log(probability);
  for (let index = 1; index <= count; index++) logarithm += Math.log((trials - count + index) / index);
  return Math.exp(logarithm);
}
