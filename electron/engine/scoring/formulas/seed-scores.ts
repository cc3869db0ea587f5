import { probabilityFloor, type AnswerHead } from './answers.js';
import { complement, entropy, jensenShannonDivergence, klDivergence } from './divergence.js';

/** Shapes: B rows (host images) in a batch, N in all, C classes. */

/** The secondary numbers of the seed method's code, means over host images, in nats. */
export interface SeedScores {
  /** Class whose probability gained most, on average, from clean to unique images: the seed's guess of the label. */
  readonly attractedClass: number;
  /** That gain in probability. */
  readonly attraction: number;
  /** KL of a certain answer at the attracted class against the answers to unique images. */
  readonly oneHotAgainstUnique: number;
  /** The same against the answers to random images. */
  readonly oneHotAgainstRandom: number;
  /** KL(unique || random). */
  readonly uniqueAgainstRandom: number;
  /** Jensen-Shannon divergence of unique and random. */
  readonly jensenShannon: number;
  /** Entropy of the clean answers. */
  readonly cleanEntropy: number;
  /** [N] d_u = KL(clean || unique) */
  readonly uniqueDivergences: Float64Array;
  /** [N] d_r = KL(clean || random) */
  readonly randomDivergences: Float64Array;
}

/**
 * Gathers the seed method's numbers from batches of answers, so that memory grows by two numbers per
 * host image only.
 */
export class SeedScoreAccumulator {
  private rows = 0;
  private readonly gain: Float64Array;
  private readonly logUnique: LogSums;
  private readonly logRandom: LogSums;
  private uniqueAgainstRandom = 0;
  private jensenShannon = 0;
  private cleanEntropy = 0;
  private readonly unique: Float64Array;
  private readonly random: Float64Array;

  /** @param images N, how many host images will come */
  constructor(
    private readonly head: AnswerHead,
    images: number,
  ) {
    this.gain = new Float64Array(head.classes);
    this.logUnique = new LogSums(head);
    this.logRandom = new LogSums(head);
    this.unique = new Float64Array(images);
    this.random = new Float64Array(images);
  }

  /** Adds one batch: clipped probabilities [B, C] of the same host images, clean, with the feature, with noise. */
  add(clean: Float64Array, unique: Float64Array, random: Float64Array): void {
    const { head } = this;
    const count = clean.length / head.classes;
    klDivergence(clean, unique, head, this.unique.subarray(this.rows, this.rows + count));
    klDivergence(clean, random, head, this.random.subarray(this.rows, this.rows + count));
    this.rows += count;
    this.uniqueAgainstRandom += sum(klDivergence(unique, random, head));
    this.jensenShannon += sum(jensenShannonDivergence(unique, random, head));
    this.cleanEntropy += sum(entropy(clean, head));
    for (let index = 0; index < clean.length; index++) this.gain[index % head.classes] += unique[index] - clean[index];
    this.logUnique.add(unique);
    this.logRandom.add(random);
  }

  /** The scores of all rows so far (at least one). */
  finish(): SeedScores {
    const { rows, gain } = this;
    const attractedClass = indexOfLargest(gain);
    return {
      attractedClass,
      attraction: gain[attractedClass] / rows,
      oneHotAgainstUnique: this.logUnique.oneHotDivergence(attractedClass) / rows,
      oneHotAgainstRandom: this.logRandom.oneHotDivergence(attractedClass) / rows,
      uniqueAgainstRandom: this.uniqueAgainstRandom / rows,
      jensenShannon: this.jensenShannon / rows,
      cleanEntropy: this.cleanEntropy / rows,
      uniqueDivergences: this.unique.subarray(0, rows),
      randomDivergences: this.random.subarray(0, rows),
    };
  }
}

/** Sums over rows of log q and, for labels that are present or absent on their own, log(1 - q). */
class LogSums {
  private rows = 0;
  private readonly present: Float64Array;
  private readonly absent: Float64Array;

  constructor(private readonly head: AnswerHead) {
    this.present = new Float64Array(head.classes);
    this.absent = new Float64Array(head.classes);
  }

  add(answers: Float64Array): void {
    const { classes, family } = this.head;
    this.rows += answers.length / classes;
    for (let index = 0; index < answers.length; index++) {
      this.present[index % classes] += Math.log(answers[index]);
      if (family === 'multi-label') this.absent[index % classes] += Math.log(complement(answers[index]));
    }
  }

  /** Sum over rows of `oneHotDivergence` of divergence.ts, which is linear in the logarithms. */
  oneHotDivergence(attracted: number): number {
    const { classes, family } = this.head;
    let total = 0;
    for (let index = 0; index < classes; index++) {
      const certain = index === attracted ? 1 : probabilityFloor;
      total += certain * (this.rows * Math.log(certain) - this.present[index]);
      if (family === 'multi-label') total += complement(certain) * (this.rows * Math.log(complement(certain)) - this.absent[index]);
    }
    return total;
  }
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function indexOfLargest(values: Float64Array): number {
  return values.reduce((largest, value, index) => (value > values[largest] ? index : largest), 0);
}
