import type { Said } from '../../said.js';
import { said } from './said.js';

/** Errors of a Keras model. */

const damagedKeras = (message: string, hint = 'The file may be damaged: copy it or save the model again.', hintAtTerminal?: string): Said =>
  said(message, hint, hintAtTerminal);
/** Keras exports no model that it has loaded and not yet called. */
const toOnnx =
  'Convert the model to ONNX where it was trained: load it, let it answer one image, then model.export("model.onnx", format="onnx") in Keras 3, which needs tf2onnx; in Keras 2 tf2onnx itself.';
const refused = (className: string, name: string, reason: string, hint = toOnnx): Said =>
  said(`The layer "${name}" (${className}) ${reason}.`, hint);
const wholeModel = 'Save the whole model with model.save(path).';

export const kerasErrors = {
  'keras-description-foreign': ({ name }: { readonly name: string }) =>
    damagedKeras(`The description of the model (${name}) is not one that Keras writes.`),
  'keras-input-impossible': () => damagedKeras('The Keras model has an input of an impossible shape.'),
  'keras-setting-foreign': ({ path, className, key }: { readonly path: string; readonly className: string; readonly key: string }) =>
    damagedKeras(`The layer "${path}" (${className}) has a setting "${key}" that Keras does not write.`),
  'keras-input-size-unsaid': () =>
    damagedKeras(
      'The Keras model does not say how large its input is.',
      'Give the model an Input layer, or call it once on an image, and save it again.',
    ),
  'keras-models-too-deep': ({ deepest }: { readonly deepest: number }) =>
    damagedKeras(`The model holds models inside models more than ${deepest} deep.`),
  'layer-called-with-more-than-tensors': ({ className, path }: { readonly className: string; readonly path: string }) =>
    refused(className, path, 'is called with more than plain tensors'),
  'layer-always-training': ({ className, path }: { readonly className: string; readonly path: string }) =>
    refused(
      className,
      path,
      'is called with training=True, so that it works as in training whenever the model answers',
      'Build the model again without training=True, load the weights into it and save it.',
    ),
  'layer-holds-saved-model': ({ path }: { readonly path: string }) =>
    refused(
      'TFSMLayer',
      path,
      'calls a SavedModel that lies in a folder of its own',
      `If nothing else is in the model, choose that folder instead. Otherwise: ${toOnnx}`,
    ),
  'layer-reads-missing-value': ({ path }: { readonly path: string }) =>
    damagedKeras(`The layer "${path}" reads a value that no layer gives.`),
  'keras-output-missing': ({ layer }: { readonly layer: string }) => damagedKeras(`The output "${layer}" is no layer of the model.`),
  'layer-holds-code': ({ class_name, path }: { readonly class_name: string; readonly path: string }) =>
    refused(
      class_name,
      path,
      'holds code, which is not run here',
      `Replace the layer by Keras's own (Rescaling, Activation, ...) and save the model again. Or do this: ${toOnnx}`,
    ),
  'keras-weight-shape': ({
    weight,
    path,
    shape,
    expected,
  }: {
    readonly weight: string;
    readonly path: string;
    readonly shape: string;
    readonly expected: string;
  }) => damagedKeras(`The weight "${weight}" of the layer "${path}" has the shape (${shape}) where (${expected}) belongs.`),
  'keras-without-answer': () => damagedKeras('The Keras model has no answer.'),
  'keras-without-layers': () => damagedKeras('The Keras model has no layer that is read here.'),
  'keras-input-dimensions': ({ shape }: { readonly shape: number }) =>
    damagedKeras(
      `The Keras model takes values of ${shape} dimensions; images have two or three.`,
      'Only classifiers of images are audited here.',
    ),
  'keras-image-size-free': () =>
    damagedKeras(
      'The Keras model leaves the size of its images free.',
      'State the height and width of the input in the step Model.',
      'State it in the spec (model.inputSize), as height and width.',
    ),
  'keras-description-not-json': () => damagedKeras('The description of the Keras model is no JSON.'),
  'keras-description-without-class': () => damagedKeras('The description of the Keras model names no class.'),
  'hdf5-reader-failed': () => damagedKeras('The reader of HDF5 files could not start.'),
  'hdf5-expected': () => damagedKeras('The weights lie in no HDF5 file, or in a damaged one.'),
  'hdf5-array-too-large': ({ path }: { readonly path: string }) => damagedKeras(`The array "${path}" is too large.`),
  'hdf5-array-not-32-bit': ({ path }: { readonly path: string }) =>
    damagedKeras(`The array "${path}" does not hold 32-bit floating-point numbers.`, 'Save the model in float32.'),
  'keras-archive-incomplete': ({ name, file }: { readonly name: string; readonly file: string }) =>
    damagedKeras(`"${name}" is no Keras archive: "${file}" is missing in it.`),
  'keras-archive-too-large': ({
    file,
    name,
    maximumModelBytes,
  }: {
    readonly file: string;
    readonly name: string;
    readonly maximumModelBytes: number;
  }) =>
    damagedKeras(`"${file}" in "${name}" is larger than ${maximumModelBytes / 2 ** 20} MiB.`, 'Models of this size are not audited here.'),
  'keras-archive-damaged': ({ name }: { readonly name: string }) => damagedKeras(`"${name}" is a damaged archive.`),
  'keras-version-unsaid': () => damagedKeras('The archive does not say which version of Keras wrote it.'),
  'keras-weights-of-another-layer': ({ name, own }: { readonly name: string; readonly own: string }) =>
    damagedKeras(`The weights of the layer "${name}" are those of a layer "${own}".`),
  'keras-weight-missing': ({ weight, layer }: { readonly weight: string; readonly layer: string }) =>
    damagedKeras(`The weight "${weight}" of the layer "${layer}" is missing.`),
  'keras-weights-ambiguous': ({ found, role, path }: { readonly found: number; readonly role: string; readonly path: string }) =>
    damagedKeras(
      `The file holds ${found} weights "${role}" that may belong to the layer "${path}".`,
      'Give the layers names of their own and save the model again.',
    ),
  'hdf5-weight-missing': ({ path }: { readonly path: string }) => damagedKeras(`The weight "${path}" is named in the file and missing.`),
  'layer-number-of-weights': ({
    className,
    layer,
    weights,
    name,
  }: {
    readonly className: string;
    readonly layer: string;
    readonly weights: number;
    readonly name: string;
  }) => refused(className, layer, `has ${weights} weights "${name}"`),
  'weight-type-unread': ({ name, dtype }: { readonly name: string; readonly dtype: string }) =>
    damagedKeras(`The weight "${name}" has the type ${dtype}, which image classifiers do not use.`),
  'weight-files-too-short': ({ name }: { readonly name: string }) =>
    damagedKeras(`The weight "${name}" is cut off: the weight files are too short.`),
  'weight-files-length': ({ bytes, offset }: { readonly bytes: number; readonly offset: number }) =>
    damagedKeras(`The weight files hold ${bytes} bytes where the model asks for ${offset}.`),
  'model-json-without-layers': () => damagedKeras('The model.json describes no model that is read here.'),
  'weight-files-too-large': ({ maximumModelBytes }: { readonly maximumModelBytes: number }) =>
    said(`The model's weight files are larger than ${maximumModelBytes / 2 ** 20} MiB.`, 'Models of this size are not audited here.'),
  'weight-file-not-regular': ({ location }: { readonly location: string }) =>
    damagedKeras(`The weight file "${location}" is no regular file.`),
  'keras-incoherent': ({ message }: { readonly message: string }) => damagedKeras(`The Keras model does not hold together: ${message}`),
  'layer-refused': ({
    className,
    layer: name,
    reason,
    hint,
  }: {
    readonly className: string;
    readonly layer: string;
    readonly reason: string;
    readonly hint?: string | undefined;
  }) => refused(className, name, reason, hint),
  'layer-custom': ({ className, path }: { readonly className: string; readonly path: string }) =>
    refused(className, path, 'is a custom layer, whose code is not in the file'),
  'keras-several': ({ what, count, inner }: { readonly what: 'inputs' | 'outputs'; readonly count: number; readonly inner: string }) =>
    said(
      `${inner === '' ? 'The model' : `The inner model "${inner}"`} has ${count} ${what}; an image classifier has one.`,
      'Save the classifier alone, with the image as its only input and the class scores as its only output.',
    ),
  'keras-weights-alone': ({ name }: { readonly name: string }) =>
    said(`"${name}" holds weights of a Keras model but not the model.`, wholeModel),
  'hdf5-without-model': ({ name }: { readonly name: string }) => said(`"${name}" is an HDF5 file, but no Keras model.`, wholeModel),
  'weight-file-outside': ({ location }: { readonly location: string }) =>
    said(
      `The model asks for the weight file "${location}" outside its folder.`,
      'Do not use this file unless you trust its origin. Convert the model again.',
    ),
  'weight-file-missing': ({ location }: { readonly location: string }) =>
    said(`The weight file "${location}" is missing.`, 'Copy it into the folder of model.json: the files belong together.'),
  'weight-file-link': ({ location }: { readonly location: string }) =>
    said(`The weight file "${location}" is a link out of the model's folder.`, 'Put the file itself beside model.json.'),
};
