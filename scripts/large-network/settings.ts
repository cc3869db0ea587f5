/** How large the study is; its test makes a smaller one. */
export interface LargeNetworkSettings {
  readonly trainingImages: number;
  readonly validationImages: number;
  /** Images without marks and labels: students learn from them, and a part of them are the hosts. */
  readonly unmarkedImages: number;
  /** Training images of one class that carry the mark. */
  readonly copies: number;
  /** Epochs of training at half the size and at 224 pixels. */
  readonly epochs: { readonly half: number; readonly full: number };
  readonly students: number;
  readonly hosts: number;
  readonly strings: number;
  /** Seconds that Engram may plan for making students; what it takes beside follows from the counts. */
  readonly timeBudget: number;
  readonly threads: number;
}

/** Counts of hosts and strings, so that both networks of a pair are asked alike; students as the budget of any full audit has them. */
export const largeNetworkSettings: LargeNetworkSettings = {
  trainingImages: 4000,
  validationImages: 2000,
  unmarkedImages: 4000,
  copies: 64,
  epochs: { half: 5, full: 2 },
  students: 5,
  hosts: 64,
  strings: 99,
  timeBudget: 1800,
  threads: 2,
};

/** Side of the images at the network's input, in pixels. */
export const side = 224;
