import { EngineError } from '../base/error.js';
import { extract } from '../onnx/graph/surgery.js';
import { valueViews } from '../onnx/graph/value-views.js';
import { floatValue, operatorNode } from '../onnx/nodes.js';
import type { ModelProto } from '../onnx/onnx_pb.js';
import { integerTensor } from '../onnx/tensors.js';
import type { PreparedModel } from './prepared-model.js';

/** Name of the features in the graph that hands them out. */
export const featuresName = 'engram/features';

/** The model with a second output: the features at the cut, as [N, C, H, W] or [N, F]. */
export function withFeatureOutput(model: PreparedModel, tensor: string): ModelProto {
  const view = valueViews(model).get(tensor);
  if (!view) {
    throw new EngineError('model-unsupported', { fault: 'model-cut-unknown', tensor });
  }
  const shape = integerTensor('engram/feature-shape', [1 + view.shape.length], [0, ...view.shape]);
  const node = {
    planes: () => operatorNode('Identity', [tensor], [featuresName]),
    interleaved: () => operatorNode('Transpose', [tensor], [featuresName], { perm: { ints: [0, 3, 1, 2] } }),
    grey: () => operatorNode('Reshape', [tensor, shape.name], [featuresName]),
    vector: () => operatorNode('Reshape', [tensor, shape.name], [featuresName]),
  }[view.axes]();
  return extract(model.proto, {
    inputs: model.topology.graph.input,
    outputs: [floatValue(model.head.tensor, undefined), floatValue(featuresName, undefined)],
    nodes: [node],
    initializers: [shape],
  });
}
