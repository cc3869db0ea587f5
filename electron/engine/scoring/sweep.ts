import { throwIfCancelled } from '../base/error.js';
import type { Preprocessor } from '../images/preprocess.js';
import { writeAnswers, type AnswerHead } from './formulas/answers.js';
import { klDivergence } from './formulas/divergence.js';
import type { HostStore } from './host-store.js';
import { ResponseTable, type BlockAnswers } from './response.js';
import { headOf, type Scorer } from './scorer.js';
import { createHostBlock } from './stamper.js';
import type { Treatment } from './treatment.js';

/** Shapes: B images in a batch, C classes, N networks. */

/** What a sweep hands out per block, for numbers that need single hosts (the seed method's tests). */
export interface SweepBlock {
  readonly treatment: number;
  readonly network: number;
  readonly firstHost: number;
  readonly rows: number;
  readonly clean: BlockAnswers;
  readonly stamped: BlockAnswers;
  /** [B], KL(clean || stamped). Valid during the call, like the answers. */
  readonly divergence: Float64Array;
}

export interface SweepOptions {
  readonly scorer: Scorer;
  readonly hosts: HostStore;
  readonly preprocessor: Preprocessor;
  readonly stampAt: 'model-input' | 'native';
  readonly treatments: readonly Treatment[];
  /** The first so many hosts; all of them when left out. */
  readonly hostCount?: number;
  readonly signal?: AbortSignal;
  /** Images scored so far, of all that the sweep scores. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly onBlock?: (block: SweepBlock) => void;
}

/**
 * Scores every treatment on the same hosts. Hosts are the outer loop: each block is read, filled and
 * scored clean once for all treatments, and only the pixels under a patch change in between.
 */
export async function sweep(options: SweepOptions): Promise<ResponseTable> {
  const { scorer, hosts, preprocessor, stampAt, treatments, signal, onProgress, onBlock } = options;
  const head = headOf(scorer);
  const count = Math.min(options.hostCount ?? hosts.count, hosts.count);
  const table = new ResponseTable(treatments.length, scorer.networks, head.classes);
  const block = createHostBlock({ hosts, preprocessor, batchSize: scorer.batchSize, stampAt });
  const clean = Array.from({ length: scorer.networks }, () => emptyAnswers(scorer, head));
  const stamped = emptyAnswers(scorer, head);
  const divergence = new Float64Array(scorer.batchSize);
  const total = count * (treatments.length + 1);
  let done = 0;
  for (let first = 0; first < count; first += scorer.batchSize) {
    const rows = Math.min(scorer.batchSize, count - first);
    await block.load(first, rows);
    const answers = await scorer.score(block.batch);
    for (let network = 0; network < scorer.networks; network++) readAnswers(answers[network], scorer, network, clean[network]);
    done += rows;
    for (let treatment = 0; treatment < treatments.length; treatment++) {
      throwIfCancelled(signal);
      block.apply(treatments[treatment]);
      const moved = await scorer.score(block.batch);
      for (let network = 0; network < scorer.networks; network++) {
        readAnswers(moved[network], scorer, network, stamped);
        klDivergence(clean[network].probability, stamped.probability, head, divergence);
        table.add(treatment, network, rows, head, clean[network], stamped, divergence);
        onBlock?.({ treatment, network, firstHost: first, rows, clean: clean[network], stamped, divergence });
      }
      done += rows;
      onProgress?.(done, total);
    }
  }
  table.finish(count);
  return table;
}

function emptyAnswers(scorer: Scorer, head: AnswerHead): BlockAnswers {
  const length = scorer.batchSize * head.classes;
  return { logOdds: new Float64Array(length), probability: new Float64Array(length) };
}

function readAnswers(raw: Float32Array, scorer: Scorer, network: number, target: BlockAnswers): void {
  writeAnswers(raw, scorer.outputKinds[network], scorer.outputs, target);
}
