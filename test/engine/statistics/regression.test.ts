import { describe, expect, it } from 'vitest';
import { partialRegression } from '../../../electron/engine/statistics/regression.js';
import { expectClose, expectRefusal, readFixture } from './fixture.js';

interface Case {
  name: string;
  response: number[];
  regressor: number[];
  covariates: number[][];
  weights: number[];
  coefficient: number;
  t: number;
  df: number;
  partialCorrelation: number;
  p: number;
}
const { cases } = readFixture('regression') as { cases: Case[] };

describe('weighted partial regression against statsmodels', () => {
  it.each(cases)('$name', (row) => {
    const result = partialRegression(row);
    expectClose(result.coefficient, row.coefficient, 1e-10);
    expectClose(result.partialCorrelation, row.partialCorrelation, 1e-10);
    expectClose(result.statistic, row.t, 1e-10);
    expect(result.degreesOfFreedom).toBe(row.df);
    expectClose(result.pValue, row.p, 1e-9);
  });

  it('leaves out covariates that say the same as others', () => {
    const [row] = cases;
    const doubled = [...row.covariates, row.covariates[1].map((value, index) => 3 * value - 2 * row.covariates[2][index] + 7)];
    const result = partialRegression({ ...row, covariates: doubled });
    expect(result.degreesOfFreedom).toBe(row.df);
    expectClose(result.statistic, row.t, 1e-9);
  });

  it('leaves the weights out where there are none', () => {
    const [row] = cases;
    const { response, regressor, covariates } = row;
    const one = partialRegression({ response, regressor, covariates });
    const other = partialRegression({ response, regressor, covariates, weights: new Float64Array(response.length).fill(3) });
    expectClose(one.statistic, other.statistic, 1e-12);
  });

  it('finds no relation with a regressor that the covariates explain', () => {
    const [row] = cases;
    const result = partialRegression({ ...row, regressor: row.covariates[1] });
    expect(result).toMatchObject({ coefficient: 0, partialCorrelation: 0, statistic: 0, pValue: 1 });
    expect(partialRegression({ ...row, response: row.covariates[0] })).toMatchObject({ statistic: 0, pValue: 1 });
  });

  it('refuses what it cannot fit', () => {
    const column = [1, 2, 3];
    expectRefusal(
      () => partialRegression({ response: column, regressor: [1, 0, 1], covariates: [[1, 1, 1], column] }),
      'The regression has 3 observations for 3 coefficients.',
      'Use a feature with more pixels.',
    );
    expectRefusal(
      () => partialRegression({ response: column, regressor: column, covariates: [], weights: [1, 0, 1] }),
      'The regression got a weight that is not greater than 0.',
      'Leave out observations without weight.',
    );
    expectRefusal(
      () => partialRegression({ response: column, regressor: [1], covariates: [] }),
      'The regression compares values in pairs and got 3 and 1.',
      'Score both samples on the same images.',
    );
  });
});
