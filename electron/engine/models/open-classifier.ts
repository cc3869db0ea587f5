import type { ModelSource } from '../../../shared/domain/model.js';
import type { Classifier } from './classifier.js';
import { openClassifier, type ClassifierOptions } from './onnx-classifier.js';
import type { OnnxModel } from '../onnx/model.js';
import { isTensorflowModel } from './read-model.js';
import { openTensorflowClassifier } from './tensorflow/tensorflow-classifier.js';
import type { TensorflowModel } from './tensorflow/tensorflow-model.js';

/** Opens any audited model for scoring; one of TensorFlow's own runs on its library whatever the options say. */
export function openAnyClassifier(
  model: OnnxModel | TensorflowModel,
  source: ModelSource,
  options: ClassifierOptions,
): Promise<Classifier> {
  return isTensorflowModel(model) ? openTensorflowClassifier(model, source, options) : openClassifier(model, source, options);
}
