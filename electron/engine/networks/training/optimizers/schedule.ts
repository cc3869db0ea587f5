/** How the learning rate falls from epoch to epoch. */
export type Schedule =
  /** Times `factor` after every `epochs` epochs. */
  | { readonly kind: 'every'; readonly epochs: number; readonly factor: number }
  /** Times `factor` once for each threshold that the training accuracy of an epoch has reached. */
  | { readonly kind: 'accuracy'; readonly thresholds: readonly number[]; readonly factor: number };

/** The learning rate of an epoch (counted from 0), given the training accuracies of those before it. */
export function learningRateAt(learningRate: number, schedule: Schedule | undefined, epoch: number, accuracies: readonly number[]): number {
  if (schedule === undefined) return learningRate;
  if (schedule.kind === 'every') return learningRate * schedule.factor ** Math.floor(epoch / schedule.epochs);
  const best = Math.max(0, ...accuracies);
  return learningRate * schedule.factor ** schedule.thresholds.filter((threshold) => best >= threshold).length;
}
