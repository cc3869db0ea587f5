/**
 * Numbers on a ladder of 1, 2, 5, 10, 20, ...: coarse enough that a candidate text cannot be told by
 * them. The sign is kept; 0 stays 0.
 */

const steps = [1, 2, 5, 10];

/** The next step up in size: for bounds that must hold. */
export function stepUp(value: number): number {
  return onLadder(value, (size, decade) => steps.find((step) => size <= step * decade * (1 + 1e-9)) ?? 10);
}

/** The nearest step in ratio. */
export function stepNear(value: number): number {
  return onLadder(value, (size, decade) =>
    steps.reduce((best, step) => (Math.abs(Math.log(size / (step * decade))) < Math.abs(Math.log(size / (best * decade))) ? step : best)),
  );
}

function onLadder(value: number, choose: (size: number, decade: number) => number): number {
  const size = Math.abs(value);
  if (!(size > 0)) return 0;
  const exponent = Math.floor(Math.log10(size));
  const rounded = choose(size, 10 ** exponent);
  // Through the decimal text, so that 2e-3 is the double that 0.002 is.
  return Math.sign(value) * Number(`${rounded}e${exponent}`);
}
