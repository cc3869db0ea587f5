import { describe, it } from 'vitest';
import { gaussLegendre } from '../../../electron/engine/statistics/quadrature.js';
import { expectClose } from './fixture.js';

describe('gaussLegendre', () => {
  it('is exact for polynomials up to degree 39', () => {
    expectClose(
      gaussLegendre((x) => 40 * x ** 39 + 39 * x ** 38, 0, 1, 1),
      2,
      1e-13,
    );
  });

  it('gains from panels where a function is steep', () => {
    expectClose(
      gaussLegendre((x) => Math.exp(-x * x), -10, 10, 8),
      Math.sqrt(Math.PI),
      1e-14,
    );
  });
});
