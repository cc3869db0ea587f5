import type { Said } from '../../said.js';
import { said } from './said.js';

/** Errors of a model, whatever its format. */

const imageSize = (message: string): Said =>
  said(message, 'State the size of the images in the step Model.', 'State the size of the images in the spec (model.inputSize).');

export const modelsErrors = {
  'output-too-few-classes': ({ kind, outputs }: { readonly kind: string; readonly outputs: number }) =>
    said(
      `A ${kind} output needs at least 2 classes and has ${outputs}.`,
      'If the one output is the probability of a finding, say so under “What the outputs are” in the step Model.',
      'If the one output is the probability of a finding, set "output" to "sigmoid" or "sigmoid-logits".',
    ),
  'host-store-shorter': () =>
    said(
      'The store of prepared host images is shorter than it was written.',
      'Start the audit again.',
      'Delete the output folder and run the audit again.',
    ),
  'answers-random': ({ name, difference }: { readonly name: string; readonly difference: string }) =>
    said(
      `"${name}" gave two answers to the same image: they differ by up to ${difference}. Part of the network is random, such as dropout that was left on.`,
      'Export the model again for inference. In PyTorch call model.eval() before the export; in Keras save the model itself, not a training function.',
    ),
  'answers-depend-on-batch': ({ name, difference }: { readonly name: string; readonly difference: string }) =>
    said(
      `The answer of "${name}" to an image depends on the other images in its batch: by up to ${difference}. Batch normalisation was exported in training mode, or numbers are rounded by the range of the whole batch.`,
      'Export the model again for inference, with the statistics that training kept (in PyTorch model.eval()) and without dynamic quantisation of a fixed batch.',
    ),
  'answers-not-32-bit': () => said('The model answers with no 32-bit floating-point numbers.', 'Export the model with a float32 output.'),
  'model-does-not-run': ({ shape }: { readonly shape: string }) =>
    said(
      `The model does not run on an input of shape [${shape}].`,
      'State the order and the size of its input in the step Model.',
      'State the layout and the size of its input in the spec (model.layout, model.inputSize).',
    ),
  'input-channels-unsupported': ({ name, channels }: { readonly name: string; readonly channels: number }) =>
    said(
      `The input "${name}" takes ${channels} channels; images have 1 (grey) or 3 (colour).`,
      'If the order of the input was read the wrong way round, state it in the step Model.',
      'If the layout was read the wrong way round, state it in the spec (model.layout: NCHW or NHWC).',
    ),
  'input-size-differs': ({
    statedHeight,
    statedWidth,
    height,
    width,
  }: {
    readonly statedHeight: number;
    readonly statedWidth: number;
    readonly height: number | undefined;
    readonly width: number | undefined;
  }) =>
    said(
      `The spec states an input of ${statedHeight} x ${statedWidth}, but the model's input is ${height ?? '?'} x ${width ?? '?'}.`,
      'Leave the size of the input empty in the step Model, or state the size that the model was exported with.',
      'Leave model.inputSize out of the spec, or state the size that the model was exported with.',
    ),
  'input-length-free': ({ name }: { readonly name: string }) =>
    said(`The input "${name}" leaves its length free.`, 'Export the model with a fixed input shape.'),
  'output-unknown-to-model': ({ name, names }: { readonly name: string; readonly names: string }) =>
    said(`The model has no output "${name}".`, `Its outputs are: ${names}.`),
  'no-output-32-bit': ({ names }: { readonly names: string }) =>
    said(
      `No output of the model holds 32-bit floating-point numbers (${names}).`,
      'Export the classifier so that it answers with class scores or probabilities.',
    ),
  'output-shape-unsupported': ({ name, shape, batch }: { readonly name: string; readonly shape: string; readonly batch: number }) =>
    said(
      `The output "${name}" has the shape [${shape}] for ${batch} ${batch === 1 ? 'image' : 'images'}; a classifier answers [N, K].`,
      'Choose the output that holds the class scores in the step Model, or export the classifier alone.',
      'Name the output that holds the class scores in the spec (model.outputName), or export the classifier alone.',
    ),
  'model-question-open': ({
    question,
    field,
    proposal,
  }: {
    readonly question: string;
    readonly field: string;
    readonly proposal: string;
  }) =>
    said(
      `The model does not say all that is needed: ${question}`,
      `State it in the step Model. The best guess is ${proposal}.`,
      `State it in the spec (model.${field}); the best guess is ${proposal}.`,
    ),
  'model-cut-unknown': ({ tensor }: { readonly tensor: string }) =>
    said(`The model cannot be cut at "${tensor}".`, 'Choose one of the cuts that were offered for this model.'),
  'batch-length': ({
    batch,
    batchSize,
    exampleSize,
  }: {
    readonly batch: number;
    readonly batchSize: number;
    readonly exampleSize: number;
  }) => said(`A batch of ${batch} values came where ${batchSize * exampleSize} belong.`, 'Report this as a defect of Engram.'),
  'answers-not-finite': ({ labels }: { readonly labels: string }) =>
    said(
      `The model answered with NaN or an infinite number, for ${labels}.`,
      "Check the preprocessing (range, mean, deviation) and whether the model's weights are finite.",
    ),
  'first-layer-not-dense': () =>
    said(
      'The first layer of the model is not dense.',
      'Tests of single pixels are made for networks whose first layer is dense; leave them out.',
    ),
  'operator-not-allowed': ({ operator }: { readonly operator: string }) =>
    said(
      `The model holds the operator "${operator}", which is not run here: it may do more than compute.`,
      'Convert the model to ONNX with tf2onnx, or export the classifier alone, without reading and decoding of images.',
    ),
  'model-input-not-one-image': ({ found }: { readonly found: string }) =>
    said(
      `The model takes ${found === '' ? 'nothing' : found}; an image classifier takes one image of 32-bit numbers.`,
      'Export the classifier alone, with the image as its only input.',
    ),
  'model-json-without-graph': () => said('The model.json describes no graph.', 'Convert the model again.'),
  'graph-model-without-signature': () =>
    said('The graph model does not say what it takes and gives.', 'Convert it again with a newer tensorflowjs_converter.'),
  'saved-model-malformed': () =>
    said('The SavedModel is damaged: its saved_model.pb breaks off or is malformed.', 'Copy or export it again.'),
  'saved-model-without-graph': () => said('The SavedModel holds no graph.', 'Export the model again.'),
  'saved-model-too-large': ({ maximumModelBytes }: { readonly maximumModelBytes: number }) =>
    said(`The SavedModel is larger than ${maximumModelBytes / 2 ** 20} MiB.`, 'Models of this size are not audited here.'),
  'model-answers-only': ({ name, what }: { readonly name: string; readonly what: string }) =>
    said(`"${name}" is ${what}, of which only the answers can be read.`, 'Convert the model to ONNX with tf2onnx, or save it with Keras.'),
  'output-not-class-scores': ({ name }: { readonly name: string }) =>
    said(
      `The output "${name}" is no list of class scores [N, K].`,
      'Choose the output that holds the class scores in the step Model.',
      'Name the output that holds the class scores in the spec (model.outputName).',
    ),
  'input-batch-fixed': ({ name, batch }: { readonly name: string; readonly batch: number }) =>
    imageSize(`The input "${name}" takes exactly ${batch} images at once; the model has to take any number.`),
  'input-not-square': ({ name, values }: { readonly name: string; readonly values: number | undefined }) =>
    imageSize(`The input "${name}" takes ${values ?? 'any number of'} values, which are no square grey image.`),
  'input-size-free': ({ name }: { readonly name: string }) => imageSize(`The input "${name}" leaves the size of its images free.`),
  'input-channels-not-of-images': ({ name, channels }: { readonly name: string; readonly channels: number }) =>
    imageSize(`The input "${name}" takes ${channels} channels; images have 1 (grey) or 3 (colour).`),
  'student-of-another-cut': ({
    index,
    inputShape,
    shape,
  }: {
    readonly index: number;
    readonly inputShape: string;
    readonly shape: string;
  }) =>
    said(
      `Student ${index + 1} takes features [${inputShape}], but the cut gives [${shape}].`,
      'Distil the students at the cut that they are scored at.',
    ),
  'input-values-not-of-size': ({
    name,
    features,
    height,
    width,
  }: {
    readonly name: string;
    readonly features: number;
    readonly height: number;
    readonly width: number;
  }) =>
    said(
      `The input "${name}" takes ${features} values, which are no ${height} x ${width} image in grey or colour.`,
      'State the height and width of the input in the step Model.',
      'State the size of the image in the spec (model.inputSize).',
    ),
  'input-values-not-square': ({ name, features }: { readonly name: string; readonly features: number }) =>
    said(
      `The input "${name}" takes ${features} values, which are no square image in grey or colour.`,
      'State the height and width of the input in the step Model.',
      'State the size of the image in the spec (model.inputSize).',
    ),
  'outputs-several': ({ outputs, names }: { readonly outputs: number; readonly names: string }) =>
    said(
      `The model has ${outputs} outputs: ${names}.`,
      'Choose the output that holds the class scores in the step Model.',
      'Name the output that holds the class scores in the spec (model.outputName).',
    ),
  'output-not-found': ({ wanted, names }: { readonly wanted: string; readonly names: string }) =>
    said(
      `The model has no output "${wanted}" of 32-bit numbers; it has ${names}.`,
      'Choose the output that holds the class scores in the step Model.',
      'Name the output that holds the class scores in the spec (model.outputName).',
    ),
  'signature-missing': () =>
    said(
      'The SavedModel has no signature that answers.',
      'Export it with one signature, or choose its output in the step Model.',
      'Export it with one signature, or name its output in the spec (model.outputName).',
    ),
  'signatures-several': ({ names }: { readonly names: string }) =>
    said(
      `The SavedModel has no single signature to use: ${names}.`,
      'Export it with one signature, or choose its output in the step Model.',
      'Export it with one signature, or name its output in the spec (model.outputName).',
    ),
};
