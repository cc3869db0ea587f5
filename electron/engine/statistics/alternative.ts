/** Which departures from the null hypothesis count: `greater` means that the first sample is larger. */
export type Alternative = 'two-sided' | 'greater' | 'less';

/** An interval that holds the true value with probability `level`. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}
