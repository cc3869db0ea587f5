import { requirePaired, requireSample, type Sample } from './sample.js';
import { EngineError } from '../base/error.js';
import { tTestPValue } from './t-tests.js';

/** Shapes: n observations, q covariates. */

export interface PartialRegressionInput {
  /** [n] */
  readonly response: Sample;
  /** [n], the regressor in question. */
  readonly regressor: Sample;
  /** q columns [n] that are allowed for, the constant among them. */
  readonly covariates: readonly Sample[];
  /** [n], greater than 0; all 1 when left out. */
  readonly weights?: Sample;
}

export interface PartialRegression {
  /** Weighted least-squares coefficient of the regressor, covariates allowed for. */
  readonly coefficient: number;
  /** Correlation of response and regressor after the covariates are taken out of both; 0 where nothing is left of one. */
  readonly partialCorrelation: number;
  /** n - 1 - the number of linearly independent covariates. */
  readonly degreesOfFreedom: number;
  /** r sqrt(df / (1 - r^2)): the coefficient over its standard error. */
  readonly statistic: number;
  /** One-sided: a positive relation. */
  readonly pValue: number;
}

/** Share of a column's length below which what is left of it counts as rounding. */
const dependentBelow = 1e-10;

/**
 * Weighted least squares of the response on one regressor and covariates. Covariates that depend
 * linearly on others are left out (the row of a mark one pixel high is a constant).
 * @throws EngineError `sample-invalid` with unequal lengths, a weight that is not positive, or no degree of freedom
 */
export function partialRegression(input: PartialRegressionInput): PartialRegression {
  const { response, regressor, covariates } = input;
  const weights = input.weights ?? new Float64Array(response.length).fill(1);
  for (const column of [response, regressor, ...covariates, weights]) {
    requirePaired(response, column, 'regression');
    requireSample(column, 1, 'regression');
  }
  const roots = Float64Array.from(weights, Math.sqrt);
  if (!roots.every((root) => root > 0)) {
    throw new EngineError('sample-invalid', { fault: 'regression-weight-not-positive' });
  }
  const basis: Float64Array[] = [];
  for (const covariate of covariates) addToBasis(basis, scaled(covariate, roots));
  const degreesOfFreedom = response.length - 1 - basis.length;
  if (degreesOfFreedom < 1) {
    throw new EngineError('sample-invalid', { fault: 'regression-too-few-observations', response: response.length, basis: basis.length });
  }
  const restOfResponse = residual(basis, scaled(response, roots));
  const restOfRegressor = residual(basis, scaled(regressor, roots));
  if (!restOfResponse || !restOfRegressor) {
    return { coefficient: 0, partialCorrelation: 0, degreesOfFreedom, statistic: 0, pValue: 1 };
  }
  const product = dot(restOfResponse, restOfRegressor);
  const size = dot(restOfRegressor, restOfRegressor);
  const coefficient = product / size;
  const partialCorrelation = Math.max(-1, Math.min(1, product / Math.sqrt(size) / Math.sqrt(dot(restOfResponse, restOfResponse))));
  const statistic = partialCorrelation * Math.sqrt(degreesOfFreedom / ((1 - partialCorrelation) * (1 + partialCorrelation)));
  return {
    coefficient,
    partialCorrelation,
    degreesOfFreedom,
    statistic,
    pValue: tTestPValue(statistic, degreesOfFreedom, 'greater'),
  };
}

function scaled(column: Sample, roots: Float64Array): Float64Array {
  return roots.map((root, index) => root * column[index]);
}

function dot(first: Float64Array, second: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < first.length; index++) sum += first[index] * second[index];
  return sum;
}

/** Joins what a column adds to an orthonormal basis; nothing where it depends on the columns before. */
function addToBasis(basis: Float64Array[], column: Float64Array): void {
  const rest = residual(basis, column);
  if (!rest) return;
  const length = Math.sqrt(dot(rest, rest));
  basis.push(rest.map((value) => value / length));
}

/** A column less its projection on an orthonormal basis, or undefined where only rounding is left. */
function residual(basis: readonly Float64Array[], column: Float64Array): Float64Array | undefined {
  const rest = column.slice();
  // Gram & Schmidt lose orthogonality in one pass and keep it in two (Giraud, Langou & Rozloznik 2005).
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of basis) {
      const share = dot(direction, rest);
      for (let index = 0; index < rest.length; index++) rest[index] -= share * direction[index];
    }
  }
  return Math.sqrt(dot(rest, rest)) > dependentBelow * Math.sqrt(dot(column, column)) ? rest : undefined;
}
