import type { ModelSource } from '../../../shared/domain/model.js';
import type { RuntimeName } from '../../../shared/domain/runtime.js';
import type { StudentRecipe } from '../../../shared/domain/student.js';
import type { Classifier } from '../../engine/models/classifier.js';
import { openNetwork } from '../../engine/models/network-classifier.js';
import type { OnnxModel } from '../../engine/onnx/model.js';
import { composeWithHeads } from '../../engine/models/truncation.js';
import { scorerOf, type Scorer } from '../../engine/scoring/scorer.js';
import type { Weights } from '../../engine/networks/network.js';
import { studentNetwork } from './network.js';

/**
 * The audited model and its students as one scorer. Truncated students share the audited network's
 * features, so that one pass over the images serves all of them. `audited` stays open when the
 * scorer is disposed of.
 */
export async function openStudents(options: {
  readonly audited: Classifier;
  readonly model: OnnxModel;
  readonly source: ModelSource;
  readonly recipe: StudentRecipe;
  readonly weights: readonly Weights[];
  readonly threads: number;
  /** onnxruntime where absent. */
  readonly runtime?: RuntimeName;
}): Promise<Scorer> {
  const { audited, model, source, recipe, weights, threads, runtime } = options;
  const { batchSize } = audited;
  const network = await studentNetwork(model, source, recipe, audited.outputs);
  const logits = audited.outputKind === 'softmax' || audited.outputKind === 'logits' ? 'logits' : 'sigmoid-logits';
  if (recipe.kind === 'whole') {
    const students: Classifier[] = [];
    for (const student of weights)
      students.push(await openNetwork(network, student, audited.input, logits, { batchSize, threads, runtime }));
    const scorer = scorerOf([audited, ...students]);
    return {
      ...scorer,
      async dispose() {
        for (const student of students) await student.dispose();
      },
    };
  }
  const heads = weights.map((student) => ({ network, weights: student }));
  const ensemble = await composeWithHeads(model, source, recipe.cut, heads, { batchSize, threads, runtime });
  return {
    input: ensemble.input,
    outputKinds: [ensemble.outputKind, ...heads.map(() => logits)],
    outputs: ensemble.outputs,
    batchSize,
    networks: 1 + heads.length,
    async score(batch) {
      const answers = await ensemble.score(batch);
      return [answers.model, ...answers.heads];
    },
    dispose: () => ensemble.dispose(),
  };
}
