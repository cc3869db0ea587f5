import type { OutputKind, ModelInput } from '../../../shared/domain/model.js';
import type { Classifier } from '../models/classifier.js';
import { answerHead, type AnswerHead } from './formulas/answers.js';

/** Shapes: B batch, K outputs. */

/**
 * Several networks with one input scored together: the audited model first, then its reference
 * models. One pass over stamped hosts serves all of them.
 */
export interface Scorer {
  readonly input: ModelInput;
  /** One for each network: a reference may give logits where the audited model gives probabilities. */
  readonly outputKinds: readonly OutputKind[];
  /** K, the same for all networks. */
  readonly outputs: number;
  readonly batchSize: number;
  readonly networks: number;
  /** Raw outputs [B, K] of every network; the arrays are valid until the next call. */
  score(batch: Float32Array): Promise<readonly Float32Array[]>;
  dispose(): Promise<void>;
}

/** Scores classifiers that were opened one by one; all take the same input and give the same outputs. */
export function scorerOf(classifiers: readonly Classifier[]): Scorer {
  const [first] = classifiers;
  return {
    input: first.input,
    outputKinds: classifiers.map(({ outputKind }) => outputKind),
    outputs: first.outputs,
    batchSize: first.batchSize,
    networks: classifiers.length,
    async score(batch) {
      const answers: Float32Array[] = [];
      for (const classifier of classifiers) answers.push(await classifier.score(batch));
      return answers;
    },
    async dispose() {
      for (const classifier of classifiers) await classifier.dispose();
    },
  };
}

/** Families and classes of a scorer's answers: those of the audited model. */
export function headOf(scorer: Pick<Scorer, 'outputKinds' | 'outputs'>): AnswerHead {
  return answerHead(scorer.outputKinds[0], scorer.outputs);
}
