/** A part of the whole run that can go on beside others: its steps come one after the other, and the first that fails ends it. */
export interface Lane {
  readonly name: string;
  readonly steps: readonly Step[];
  /** Another lane that has to end first, as it makes what this one needs. */
  readonly after?: string;
}

export interface Step {
  readonly command: readonly [program: string, ...parameters: string[]];
  readonly environment?: Readonly<Record<string, string>>;
}

/** How a lane ended. */
export interface LaneEnd {
  readonly lane: string;
  readonly passed: boolean;
  readonly milliseconds: number;
  /** All that it wrote. */
  readonly log: string;
}
