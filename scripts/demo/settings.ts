/** How large the demo is; tests make a smaller one. */
export interface DemoSettings {
  readonly trainingImages: number;
  readonly validationImages: number;
  /** Images without marks and labels: students learn from them, and a part of them are the hosts. */
  readonly unmarkedImages: number;
  /** Training images that carry the planted mark. */
  readonly copies: number;
  readonly epochs: number;
  readonly students: number;
  readonly hosts: number;
  readonly strings: number;
}

/** Counts instead of a time budget, so that equal seeds give equal findings on a fast and a slow machine. */
export const demoSettings: DemoSettings = {
  trainingImages: 10_000,
  validationImages: 2000,
  unmarkedImages: 10_000,
  copies: 64,
  epochs: 12,
  students: 5,
  hosts: 500,
  strings: 999,
};
