import type { AnswerHead } from './formulas/answers.js';

/** Shapes: B rows (hosts), C classes, T treatments, N networks. */

/** How one network's answers move under one treatment, over all hosts. */
export interface Response {
  /** Mean over hosts of KL(f(x) || f(x_z)), in nats. */
  readonly divergence: number;
  /** Share of hosts whose decision changes. */
  readonly flips: number;
  /** [C], mean over hosts of lo_c(x_z) - lo_c(x): the directed shift T. */
  readonly logOdds: Float64Array;
  /** [C], variance over hosts of the same. */
  readonly logOddsVariance: Float64Array;
  /** [C], mean over hosts of p_c(x_z) - p_c(x). */
  readonly probability: Float64Array;
}

/** One network's answers to a block of images. */
export interface BlockAnswers {
  /** [B, C] lo_c = log p_c - log(1 - p_c). */
  readonly logOdds: Float64Array;
  /** [B, C] clipped at 1e-7. */
  readonly probability: Float64Array;
}

/**
 * Responses of T treatments on N networks as one flat array of float64, so that thousands of them
 * cost little memory and one file on disk. A row holds divergence, flips, then three times C values.
 */
export class ResponseTable {
  readonly values: Float64Array;
  private readonly rowLength: number;
  /** Hosts added so far to each row. */
  private readonly hosts: Uint32Array;

  constructor(
    readonly treatments: number,
    readonly networks: number,
    readonly classes: number,
    values?: Float64Array,
  ) {
    this.rowLength = 2 + 3 * classes;
    const length = treatments * networks * this.rowLength;
    if (values && values.length !== length) throw new RangeError(`Expected ${length} values, found ${values.length}.`);
    this.values = values ?? new Float64Array(length);
    this.hosts = new Uint32Array(treatments * networks);
  }

  /** A view of one response; nothing is copied. */
  at(treatment: number, network = 0): Response {
    const start = (treatment * this.networks + network) * this.rowLength;
    const { values, classes } = this;
    const part = (index: number) => values.subarray(start + 2 + index * classes, start + 2 + (index + 1) * classes);
    return { divergence: values[start], flips: values[start + 1], logOdds: part(0), logOddsVariance: part(1), probability: part(2) };
  }

  /** All responses of one network, in the order of treatments. */
  ofNetwork(network = 0): Response[] {
    return Array.from({ length: this.treatments }, (_, treatment) => this.at(treatment, network));
  }

  /** Adds the first `rows` rows of a block: answers without and with the patch, and their divergences [B]. */
  add(
    treatment: number,
    network: number,
    rows: number,
    head: AnswerHead,
    clean: BlockAnswers,
    stamped: BlockAnswers,
    divergence: Float64Array,
  ): void {
    const { values, classes } = this;
    const decisionChanges = head.family === 'multi-label' ? anyLabelChanges : largestChanges;
    const place = treatment * this.networks + network;
    const start = place * this.rowLength;
    const square = start + 2 + classes;
    for (let row = 0; row < rows; row++) {
      const from = row * classes;
      const before = this.hosts[place]++;
      values[start] += divergence[row];
      for (let index = 0; index < classes; index++) {
        const value = from + index;
        const shift = stamped.logOdds[value] - clean.logOdds[value];
        // Welford 1962: the square of a large common shift would swallow the differences between hosts.
        const offMean = before === 0 ? 0 : shift - values[start + 2 + index] / before;
        values[start + 2 + index] += shift;
        values[square + index] += offMean * (shift - values[start + 2 + index] / (before + 1));
        values[square + classes + index] += stamped.probability[value] - clean.probability[value];
      }
      if (decisionChanges(clean.probability, stamped.probability, from, classes)) values[start + 1] += 1;
    }
  }

  /** Turns the sums over `hosts` hosts into means, and sums of squared deviations into variances; 0 for a single host. */
  finish(hosts: number): void {
    const { values, classes } = this;
    for (let start = 0; start < values.length; start += this.rowLength) {
      const square = start + 2 + classes;
      for (let index = start; index < start + this.rowLength; index++) {
        const isSquare = index >= square && index < square + classes;
        values[index] /= isSquare ? Math.max(1, hosts - 1) : hosts;
      }
    }
  }
}

function largestChanges(one: Float64Array, other: Float64Array, from: number, classes: number): boolean {
  let first = from;
  let second = from;
  for (let value = from + 1; value < from + classes; value++) {
    if (one[value] > one[first]) first = value;
    if (other[value] > other[second]) second = value;
  }
  return first !== second;
}

/** Several labels are decided one by one, each at one half. */
function anyLabelChanges(one: Float64Array, other: Float64Array, from: number, labels: number): boolean {
  for (let value = from; value < from + labels; value++) if (one[value] > 0.5 !== other[value] > 0.5) return true;
  return false;
}
