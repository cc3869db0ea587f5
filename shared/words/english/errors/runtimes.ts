import { said } from './said.js';

/** Errors of what computes. */

export const runtimesErrors = {
  'runtime-could-not-load-model': () =>
    said('The runtime could not load the model.', 'Check the file with onnx.checker.check_model, or export the model again.'),
  'an-output-not-32-bit': () => said('An output of the model does not hold 32-bit numbers.', 'Export the model in 32-bit precision.'),
  'runtime-out-of-memory': () =>
    said('The runtime did not get the memory that the model needs.', 'Close other programs, or choose a smaller batch size.'),
  'onnxruntime-misplaced': () => said("onnxruntime is not in the app's own folder.", 'Install Engram again.'),
  'tensorflow-missing': () =>
    said(
      "This needs TensorFlow's library, which is not installed.",
      'Convert the model to ONNX with tf2onnx. Or ask the person who installed Engram to add TensorFlow’s library.',
      'Install it with "npm run tensorflow:install" (-- --gpu for an NVIDIA card), or convert the model to ONNX with tf2onnx.',
    ),
  'tensorflow-computes-wrongly': ({ difference }: { readonly difference: number }) =>
    said(
      `TensorFlow's library computes wrongly on this machine: a matrix product is off by ${difference}.`,
      'Update the graphics driver, or choose the runtime ONNX in the step Method.',
      'Update the graphics driver, or choose the runtime "onnx".',
    ),
  'node-not-run-by-tensorflow': ({
    opType,
    name,
    output,
    why,
  }: {
    readonly opType: string;
    readonly name: string;
    readonly output: string;
    readonly why: string;
  }) =>
    said(
      `The ${opType} node "${name || output}" does not run on TensorFlow here: ${why}.`,
      'Choose the runtime ONNX in the step Method.',
      'Choose the runtime "onnx".',
    ),
  'tensorflow-out-of-memory': () =>
    said(
      'TensorFlow did not get the memory that this needs.',
      'Choose fewer images in a batch in the step Method, close other programs that use the graphics card, or choose the runtime ONNX.',
      'Set a smaller batchSize, close other programs that use the graphics card, or choose the runtime "onnx".',
    ),
  'tensor-type-not-fed': () => said('A tensor of a type came that this runtime is not fed with.', 'Report this as a defect of Engram.'),
  'output-not-32-bit': ({ name }: { readonly name: string }) =>
    said(`The output "${name}" does not hold 32-bit numbers.`, 'Choose the runtime ONNX in the step Method.', 'Choose the runtime "onnx".'),
  'tensorflow-not-loaded': ({ reason }: { readonly reason: string }) =>
    said(
      `TensorFlow's library is there and could not be loaded: ${reason}.`,
      'Choose the runtime ONNX in the step Method, or ask the person who installed Engram to install the library again.',
      'Install it anew with "npm run tensorflow:install", or choose the runtime "onnx".',
    ),
  'graph-not-loaded': ({ reason }: { readonly reason: string }) =>
    said(
      `TensorFlow could not load the graph: ${reason}`,
      'Choose the runtime ONNX in the step Method, or report this message.',
      'Choose the runtime "onnx", or report this message.',
    ),
  'graph-not-run': ({ reason }: { readonly reason: string }) =>
    said(
      `TensorFlow could not run the graph: ${reason}`,
      'Choose the runtime ONNX in the step Method, or report this message.',
      'Choose the runtime "onnx", or report this message.',
    ),
  'graph-model-not-loaded': ({ reason }: { readonly reason: string }) =>
    said(
      `TensorFlow could not load the graph model: ${reason}`,
      'Choose the runtime ONNX in the step Method, or report this message.',
      'Choose the runtime "onnx", or report this message.',
    ),
  'graph-model-not-run': ({ reason }: { readonly reason: string }) =>
    said(
      `TensorFlow could not run the graph model: ${reason}`,
      'Choose the runtime ONNX in the step Method, or report this message.',
      'Choose the runtime "onnx", or report this message.',
    ),
};
