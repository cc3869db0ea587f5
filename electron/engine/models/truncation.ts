import type { ModelSource } from '../../../shared/domain/model.js';
import type { Cut } from './cut.js';
import { countParameters } from './inspect.js';
import { isDense, isGlobalPooling } from '../onnx/graph/layer-kinds.js';
import { singleTensorCuts } from '../onnx/graph/cuts.js';
import { valueViews, type ValueView } from '../onnx/graph/value-views.js';
import type { OnnxModel } from '../onnx/model.js';
import { TensorProto_DataType as DataType } from '../onnx/onnx_pb.js';
import { elementCount } from '../base/numbers/shape.js';
import { prepareModel, type PreparedModel } from './prepared-model.js';

export type { Cut } from './cut.js';
export { smallHead, suffixNetwork } from './suffix.js';
export { openFeatureExtractor, type FeatureExtractor, type FeatureBatch } from './feature-extractor.js';
export { composeWithHeads, type EnsembleClassifier, type EnsembleAnswers, type Head } from './ensemble.js';

function describeCut(model: PreparedModel, tensor: string, view: ValueView, parameters: number): Cut {
  const { graph, initializers } = model.topology;
  const before = new Set(model.topology.ancestors([tensor]));
  const weights = new Set([...before].flatMap(({ input }) => input));
  const kept = [...weights].reduce((sum, name) => {
    const weight = initializers.get(name);
    return weight && weight.dataType !== DataType.INT64 ? sum + elementCount(weight.dims) : sum;
  }, 0);
  const after = graph.node.filter((node) => !before.has(node));
  return {
    tensor,
    shape: view.shape,
    features: elementCount(view.shape),
    parameterShare: kept / Math.max(1, parameters),
    nodeShare: before.size / graph.node.length,
    convolutionsAfter: after.filter((node) => node.opType === 'Conv' && !isDense(node, model)).length,
    denseLayersAfter: after.filter((node) => isDense(node, model)).length,
    pooledAfter: after.some((node) => isGlobalPooling(node, model)),
  };
}

/**
 * All places where the model can be cut at a single tensor, from the image (a student of the whole
 * network) to the input of its last layer.
 */
export async function candidateCuts(model: OnnxModel, source?: ModelSource): Promise<Cut[]> {
  const ready = await prepareModel(model, source);
  const views = valueViews(ready);
  const parameters = countParameters(ready);
  const cuts: Cut[] = [];
  for (const tensor of singleTensorCuts(ready)) {
    const view = views.get(tensor);
    if (!view) continue;
    const cut = describeCut(ready, tensor, view, parameters);
    if (cut.convolutionsAfter + cut.denseLayersAfter > 0) cuts.push(cut);
  }
  return cuts;
}

export interface CutChoice {
  /** Features of one example at most: those of all distillation images are kept on disk or in memory. */
  readonly maximumFeatures?: number;
}

/**
 * Default cuts, best first. The head: everything convolutional is kept and all dense layers are made
 * anew, the kind whose false alarms were measured (DESIGN section 5). Then the last block: the latest
 * cut with a convolution after it. A network without convolutions is cut at its image (a student of
 * the whole) and after its first hidden layer.
 */
export function chooseCuts(cuts: readonly Cut[], { maximumFeatures = 8192 }: CutChoice = {}): Cut[] {
  const affordable = cuts.filter(({ features }) => features <= maximumFeatures);
  const convolutional = cuts.some(({ convolutionsAfter }) => convolutionsAfter > 0);
  if (!convolutional) {
    const deepest = Math.max(0, ...affordable.map(({ denseLayersAfter }) => denseLayersAfter));
    const whole = affordable.find(({ denseLayersAfter }) => denseLayersAfter === deepest);
    const hidden = affordable.findLast(({ denseLayersAfter }) => denseLayersAfter === deepest - 1);
    return [whole, hidden].filter((cut) => cut !== undefined);
  }
  const dense = Math.max(
    0,
    ...affordable.filter(({ convolutionsAfter }) => convolutionsAfter === 0).map(({ denseLayersAfter }) => denseLayersAfter),
  );
  const head = affordable.findLast((cut) => cut.convolutionsAfter === 0 && cut.denseLayersAfter === dense);
  const block = affordable.findLast(({ convolutionsAfter }) => convolutionsAfter > 0);
  return [head, block].filter((cut) => cut !== undefined);
}
