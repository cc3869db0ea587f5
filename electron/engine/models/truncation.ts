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
