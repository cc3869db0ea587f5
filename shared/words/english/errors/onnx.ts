import type { ForeignFormatName } from '../../../domain/model.js';
import { said } from './said.js';

/** Errors of an ONNX model. */

interface Format {
  readonly what: string;
  readonly hint: string;
}

const fromPytorch = 'Export the trained model from PyTorch with torch.onnx.export and load the .onnx file.';
const ending = 'Choose the trained model, a file that ends in .onnx.';
const unpack = 'Unpack it and choose the .onnx file inside.';

/** What people pick by mistake where a model is asked for. */
const foreign: Readonly<Record<ForeignFormatName, Format>> = {
  png: { what: 'a PNG image', hint: ending },
  jpeg: { what: 'a JPEG image', hint: ending },
  pytorch: { what: 'a PyTorch checkpoint (a pickle, which can run code when it is opened)', hint: fromPytorch },
  zip: { what: 'a zip archive', hint: unpack },
  pickle: { what: 'a Python pickle, which can run code when it is opened', hint: fromPytorch },
  gzip: { what: 'a gzip archive', hint: unpack },
  'tensorflow-lite': { what: 'a TensorFlow Lite model', hint: 'Convert the model to ONNX with tf2onnx.' },
  ort: { what: "a model in ONNX Runtime's own .ort format", hint: 'Choose the .onnx file that it was made from.' },
  'git-lfs': { what: 'a Git LFS pointer, not the model itself', hint: 'Fetch the file itself from where the pointer came from (Git LFS).' },
  json: { what: 'a JSON text', hint: "Choose the trained model: .onnx, .keras, .h5 or TensorFlow.js's model.json." },
  safetensors: { what: 'a safetensors file, which holds weights but no network', hint: fromPytorch },
};

export const onnxErrors = {
  'input-not-32-bit': ({ name, type }: { readonly name: string; readonly type: string }) =>
    said(
      `The input "${name}" takes ${type}; image classifiers take 32-bit floating point here.`,
      'Export the model with a float32 input; scaling of pixels belongs to the preprocessing.',
    ),
  'input-too-large': ({
    name,
    shape,
    maximumInputSide,
  }: {
    readonly name: string;
    readonly shape: string;
    readonly maximumInputSide: number;
  }) => said(`The input "${name}" is too large: ${shape}.`, `Images up to ${maximumInputSide} x ${maximumInputSide} are audited.`),
  'model-empty': ({ name }: { readonly name: string }) => said(`The model "${name}" is empty (0 bytes).`, 'Copy or export it again.'),
  'model-too-large': ({ name, maximumModelBytes }: { readonly name: string; readonly maximumModelBytes: number }) =>
    said(
      `The model "${name}" is larger than ${maximumModelBytes / 2 ** 20} MiB.`,
      'Models of this size are not audited here; export a smaller one.',
    ),
  'folder-for-model': ({ name }: { readonly name: string }) =>
    said(`"${name}" is a folder, no ONNX model.`, "Choose the model's file itself: .onnx, .keras, .h5 or model.json."),
  'model-not-a-file': ({ name }: { readonly name: string }) => said(`"${name}" is no regular file.`, "Choose the model's file itself."),
  'model-unopenable': ({ name }: { readonly name: string }) =>
    said(`The model "${name}" could not be opened.`, 'Check that the file exists and that you may read it.'),
  'tensor-type-unused': ({ name, dataType }: { readonly name: string; readonly dataType: number }) =>
    said(
      `Tensor "${name}" has an element type that image classifiers do not use (${dataType}).`,
      'Export the model with 32-bit floating-point weights.',
    ),
  'tensor-shape-impossible': ({ name }: { readonly name: string }) =>
    said(`Tensor "${name}" has an impossible shape.`, 'The file may be damaged: copy it or export the model again.'),
  'tensor-length': ({ name, held, count }: { readonly name: string; readonly held: number; readonly count: number }) =>
    said(
      `Tensor "${name}" holds ${held} values where its shape asks for ${count}.`,
      'The file may be damaged: copy it or export the model again.',
    ),
  'tensor-name-twice': ({ name }: { readonly name: string }) =>
    said(`The name "${name}" is given to two tensors.`, 'The file may be damaged: copy it or export the model again.'),
  'tensors-sparse': () => said('The model holds sparse tensors, which are not read here.', 'Export the model with dense weights.'),
  'operator-custom': ({ node }: { readonly node: string }) =>
    said(
      `The ${node} is a custom operator, which could run code of its own.`,
      'Only the standard ONNX operators are run; export the model without custom operators.',
    ),
  'node-reads-missing-value': ({ node, input }: { readonly node: string; readonly input: string }) =>
    said(`The ${node} reads "${input}", which nothing before it produces.`, 'The file may be damaged: copy it or export the model again.'),
  'output-not-produced': ({ name }: { readonly name: string }) =>
    said(`The output "${name}" is produced by no node.`, 'The file may be damaged: copy it or export the model again.'),
  'opset-too-old': ({ opset, oldestOpset }: { readonly opset: number; readonly oldestOpset: number }) =>
    said(
      `The model uses ONNX operator set ${opset}; the runtime starts at ${oldestOpset}.`,
      'Export the model again with a newer operator set, 17 for instance.',
    ),
  'too-many-nodes': ({ maximumNodes }: { readonly maximumNodes: number }) =>
    said(`The model has more than ${maximumNodes} nodes.`, 'Models of this size are not audited here.'),
  'output-missing': () => said('The model has no output.', 'The file may be damaged: copy it or export the model again.'),
  'external-data-outside': ({ name }: { readonly name: string }) =>
    said(
      `Tensor "${name}" asks for external data outside the model's folder.`,
      'External data must lie beside the model. Do not use this file unless you trust its origin; export the model again.',
    ),
  'external-data-missing': ({ location, name }: { readonly location: string; readonly name: string }) =>
    said(
      `The external data file "${location}" of tensor "${name}" is missing.`,
      "Copy it into the model's folder: both files belong together.",
    ),
  'external-data-link': ({ location, name }: { readonly location: string; readonly name: string }) =>
    said(
      `The external data file "${location}" of tensor "${name}" is a link out of the model's folder.`,
      'Put the file itself beside the model.',
    ),
  'external-data-number': ({ name, key }: { readonly name: string; readonly key: string }) =>
    said(`Tensor "${name}" has an external data ${key} that is no number.`, 'Export the model again.'),
  'external-data-too-large': ({ maximumModelBytes }: { readonly maximumModelBytes: number }) =>
    said(
      `The model and its external data are larger than ${maximumModelBytes / 2 ** 20} MiB.`,
      'Models of this size are not audited here; export a smaller one.',
    ),
  'external-data-length': ({
    name,
    location,
    expected,
    offset,
    size,
  }: {
    readonly name: string;
    readonly location: string;
    readonly expected: number;
    readonly offset: number;
    readonly size: number;
  }) =>
    said(
      `Tensor "${name}" does not fit its external data file "${location}": it needs ${expected} bytes from byte ${offset} of ${size}.`,
      'The data file belongs to another model or is truncated: copy both files again.',
    ),
  'external-data-cut-short': ({ location }: { readonly location: string }) =>
    said(`The external data file "${location}" could not be read to its end.`, 'Copy both files again.'),
  'external-data-not-regular': ({ location }: { readonly location: string }) =>
    said(`The external data "${location}" is no regular file.`, 'Copy the model again.'),
  'external-data-unopenable': ({ location }: { readonly location: string }) =>
    said(`The external data file "${location}" could not be opened.`, 'Check that you may read it.'),
  'functions-too-many-nodes': ({ maximumNodes }: { readonly maximumNodes: number }) =>
    said(
      `The model has more than ${maximumNodes} nodes, or functions that call each other without end.`,
      'Models of this size are not audited here.',
    ),
  'function-opset-differs': ({ name, version, opset }: { readonly name: string; readonly version: bigint; readonly opset: number }) =>
    said(
      `The function "${name}" is written in operator set ${version}, the model in ${opset}.`,
      'Inline the functions with onnx.inliner.inline_local_functions, or export the model again.',
    ),
  'onnx-malformed': ({ name }: { readonly name: string }) =>
    said(`The model "${name}" is truncated or no ONNX model: its protocol buffer breaks off or is malformed.`, 'Copy or export it again.'),
  'onnx-without-graph': ({ name }: { readonly name: string }) =>
    said(`"${name}" holds no ONNX graph.`, 'Choose a trained model that was exported to ONNX.'),
  'format-for-model': ({ name, format }: { readonly name: string; readonly format: ForeignFormatName }) =>
    said(`"${name}" is ${foreign[format].what}, no ONNX model.`, foreign[format].hint),
  'tensor-type-unread': ({ name, type }: { readonly name: string; readonly type: string }) =>
    said(`Tensor "${name}" has element type ${type}, which is not read here.`, 'Export the model with 32-bit floating-point weights.'),
  'input-missing': () => said('The model has no input.', 'Export the classifier alone, with the image as its only input.'),
  'inputs-several': ({ inputs, names }: { readonly inputs: number; readonly names: string }) =>
    said(
      `The model has ${inputs} inputs (${names}); an image classifier has one.`,
      'Export the classifier alone, with the image as its only input.',
    ),
  'input-dimensions': ({ name, dimensions, shape }: { readonly name: string; readonly dimensions: number; readonly shape: string }) =>
    said(
      `The input "${name}" has ${dimensions} dimensions ${shape}.`,
      'An image model takes [N, C, H, W], [N, H, W, C], [N, H, W] or [N, F]. Export it with such an input.',
    ),
  'input-shape-undeclared': ({ name }: { readonly name: string }) =>
    said(
      `The input "${name}" declares no shape.`,
      'An image model takes [N, C, H, W], [N, H, W, C], [N, H, W] or [N, F]. Export it with such an input.',
    ),
};
