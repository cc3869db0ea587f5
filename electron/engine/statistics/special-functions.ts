/** Special functions and the distributions built on them, in double precision (relative 1e-10 or better, tails included). */
export { incompleteGamma, logGamma } from './gamma-function.js';
export { betaQuantile, incompleteBeta, type IncompleteBeta } from './beta-function.js';
export { erf, erfc, logNormalCdf, normalCdf, normalPdf, normalQuantile, normalUpper, normalUpperQuantile } from './normal-distribution.js';
export { studentTCdf, studentTQuantile, studentTUpper, studentTUpperQuantile } from './student-distribution.js';
