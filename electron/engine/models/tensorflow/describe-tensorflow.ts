import type { ModelSource } from '../../../../shared/domain/model.js';
import type { ModelDescription } from '../inspect.js';
import { openTensorflowModel, type OpenedModel } from './tensorflow-classifier.js';
import type { TensorflowModel } from './tensorflow-model.js';

const words = { 'saved-model': 'SavedModel of TensorFlow', 'tfjs-graph': 'graph model of TensorFlow.js' } as const;

/** Describes a model of TensorFlow's own by running it on noise; of its network nothing is known. */
export async function describeTensorflowModel(model: TensorflowModel, source?: ModelSource): Promise<ModelDescription> {
  const opened = await openTensorflowModel(model, source);
  opened.loaded.release();
  return description(model, opened);
}

function description(model: TensorflowModel, { input, reading, outputs }: OpenedModel): ModelDescription {
  const { format, sha256, signature, signatures, operators } = model;
  const counted = [...operators]
    .map(([operator, count]) => ({ operator, count }))
    .sort((a, b) => b.count - a.count || a.operator.localeCompare(b.operator));
  return {
    format,
    translatedFrom: undefined,
    sha256,
    opset: 0,
    producer: 'tensorflow',
    inputName: model.input.name,
    input,
    declaredInput: model.input.shape,
    fixedBatch: undefined,
    outputName: model.output.name,
    outputNames: model.outputNames,
    outputKind: reading.kind,
    outputReading: reading.how,
    outputs,
    classes: outputs === 1 ? 2 : outputs,
    parameters: 0,
    operators: counted,
    architecture: { family: 'other', firstLayer: 'other', batchNormalised: false, globalPooling: false, attention: false },
    questions: [],
    notes: [
      `${words[format]}, run by TensorFlow's own library; signature "${signature}"${signatures.length > 1 ? ` of ${signatures.map((name) => `"${name}"`).join(', ')}` : ''}`,
      'of its network nothing is known: references cannot be distilled from it, and a verdict rests on models that the team brings',
    ],
  };
}
