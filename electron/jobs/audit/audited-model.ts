import type { AuditSpec } from '../../../shared/domain/audit-spec.js';
import { embeddedRuntime, runtimeLabels, type RuntimeRecord } from '../../../shared/domain/runtime.js';
import { EngineError } from '../../engine/base/error.js';
import type { Classifier } from '../../engine/models/classifier.js';
import { describeAnyModel } from '../../engine/models/describe-model.js';
import type { ModelDescription } from '../../engine/models/inspect.js';
import { openClassifier, type ClassifierOptions } from '../../engine/models/onnx-classifier.js';
import type { OnnxModel } from '../../engine/onnx/model.js';
import { openAnyClassifier } from '../../engine/models/open-classifier.js';
import { isTensorflowModel } from '../../engine/models/read-model.js';
import type { TensorflowModel } from '../../engine/models/tensorflow/tensorflow-model.js';
import { chooseRuntime } from '../../engine/runtimes/choose-runtime.js';

/** The audited model, ready to answer, and what computes its answers. */
export interface OpenedModel {
  readonly classifier: Classifier;
  readonly runtime: RuntimeRecord;
}

/** What a model is. One of TensorFlow's own cannot be made anew, and runs on no other runtime. */
export function describeAudited(model: OnnxModel | TensorflowModel, spec: AuditSpec): Promise<ModelDescription> {
  const own = isTensorflowModel(model) ? model.runtime : undefined;
  const asked = spec.method.runtime;
  if (own && asked !== 'auto' && asked !== own)
    throw new EngineError('spec-invalid', { fault: 'runtime-not-for-model', asked, own: runtimeLabels[own] });
  if (own && spec.distillation) {
    throw new EngineError('model-unsupported', { fault: 'model-opaque', model: model.name });
  }
  return describeAnyModel(model, spec.model);
}

/** The model on the runtime that the spec asks for; where the choice is free, on one that runs all of its operators. */
export async function openAudited(
  model: OnnxModel | TensorflowModel,
  spec: AuditSpec,
  { input }: ModelDescription,
  options: ClassifierOptions,
): Promise<OpenedModel> {
  if (isTensorflowModel(model)) {
    return {
      classifier: await openAnyClassifier(model, spec.model, options),
      runtime: { name: model.runtime, reason: `a model of ${runtimeLabels[model.runtime]}'s own` },
    };
  }
  const chosen = await chooseRuntime(spec.method.runtime, { kind: 'scoring', values: input.height * input.width * input.channels });
  try {
    return { classifier: await openClassifier(model, spec.model, { ...options, runtime: chosen.name }), runtime: chosen };
  } catch (error) {
    const free = spec.method.runtime === 'auto' && chosen.name !== embeddedRuntime;
    if (!free || !(error instanceof EngineError) || error.code !== 'model-unsupported') throw error;
    return {
      classifier: await openClassifier(model, spec.model, options),
      runtime: { name: embeddedRuntime, reason: `${runtimeLabels[chosen.name]} lacks an operator of the model: ${error.message}` },
    };
  }
}
