import { requireSample, type Sample } from './sample.js';

/** Arithmetic mean, in two passes so that a large common offset costs no digits. */
export function mean(values: Sample): number {
  requireSample(values, 1, 'mean');
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index];
  const rough = sum / values.length;
  let rest = 0;
  for (let index = 0; index < values.length; index++) rest += values[index] - rough;
  return rough + rest / values.length;
}

/**
 * Mean squared deviation from the mean, divided by n - `deltaDegreesOfFreedom` (1: the unbiased
 * estimate; 0: the population's).
 */
export function variance(values: Sample, deltaDegreesOfFreedom = 1): number {
  requireSample(values, deltaDegreesOfFreedom + 1, 'variance');
  const centre = mean(values);
  let squares = 0;
  let rest = 0;
  for (let index = 0; index < values.length; index++) {
    const difference = values[index] - centre;
    squares += difference * difference;
    rest += difference;
  }
  // The corrected two-pass algorithm of Chan, Golub & LeVeque (1983).
  const corrected = squares - (rest * rest) / values.length;
  return isConstant(values) ? 0 : corrected / (values.length - deltaDegreesOfFreedom);
}

export function standardDeviation(values: Sample, deltaDegreesOfFreedom = 1): number {
  return Math.sqrt(variance(values, deltaDegreesOfFreedom));
}

/** Whether all values are equal; a mean that is not representable would hide that from the variance. */
export function isConstant(values: Sample): boolean {
  for (let index = 1; index < values.length; index++) if (values[index] !== values[0]) return false;
  return true;
}

/** Third standardised moment m3 / m2^(3/2) (scipy.stats.skew with bias); 0 for constant values. */
export function skewness(values: Sample): number {
  requireSample(values, 1, 'skewness');
  if (isConstant(values)) return 0;
  const centre = mean(values);
  let second = 0;
  let third = 0;
  for (let index = 0; index < values.length; index++) {
    const difference = values[index] - centre;
    second += difference * difference;
    third += difference * difference * difference;
  }
  second /= values.length;
  third /= values.length;
  return third / (second * Math.sqrt(second));
}

export function median(values: Sample): number {
  return quantile(values, 0.5);
}

/** The value below which a share `probability` (0 to 1) lies, by linear interpolation (type 7, NumPy's default). */
export function quantile(values: Sample, probability: number): number {
  requireSample(values, 1, 'quantile');
  return quantileOfSorted(sorted(values), probability);
}

/** `quantile` of at least one finite value, in ascending order already. */
export function quantileOfSorted(ascending: Sample, probability: number): number {
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`A quantile's probability lies from 0 to 1, not ${probability}.`);
  const position = probability * (ascending.length - 1);
  const below = Math.floor(position);
  const low = ascending[below];
  const high = ascending[Math.min(below + 1, ascending.length - 1)];
  return low + (position - below) * (high - low);
}

/** An ascending copy. */
export function sorted(values: Sample): Float64Array {
  return Float64Array.from(values).sort();
}
