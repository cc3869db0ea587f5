import type { ModelSource } from '../../../shared/domain/model.js';
import { describeModel, type ModelDescription } from './inspect.js';
import type { OnnxModel } from '../onnx/model.js';
import { isTensorflowModel } from './read-model.js';
import { describeTensorflowModel } from './tensorflow/describe-tensorflow.js';
import type { TensorflowModel } from './tensorflow/tensorflow-model.js';

/** Describes any model that is audited; one of TensorFlow's own needs its library for that. */
export function describeAnyModel(model: OnnxModel | TensorflowModel, source?: ModelSource): Promise<ModelDescription> {
  return isTensorflowModel(model) ? describeTensorflowModel(model, source) : describeModel(model, source);
}
