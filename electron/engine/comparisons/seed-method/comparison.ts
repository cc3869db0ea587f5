import type { Comparison } from '../comparison.js';
import { ownOptions } from '../measure-request.js';
import { measureSeedMethod, type SeedMethodMeasurement } from './measure.js';

/** Passes over the hosts: clean, the feature, noise, paired strings and one to spare. */
export const seedMethodPasses = 12;

/** The feature against noise in its box, host by host: the paper's own score, which is shown and decides nothing. */
export const seedMethod: Comparison<'seedMethod', SeedMethodMeasurement> = {
  name: 'seedMethod',
  phase: 'hosts',
  cost: ({ plan }) => seedMethodPasses * plan.hosts,
  measure: (context) => measureSeedMethod(ownOptions(context)),
  tests: [],
};
