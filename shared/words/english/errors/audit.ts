import type { Gap } from '../../../domain/draft-spec.js';
import { gapSentence } from '../gaps.js';
import { said } from './said.js';

/** Errors of an audit and of what it is told. */

interface OfFolder {
  readonly path: string;
  readonly finished: boolean;
}

const anotherFolder = 'Choose another folder with --out, or delete this one to start anew.';
const held = (finished: boolean): string => (finished ? 'finished results' : 'unfinished work');

export const auditErrors = {
  'spec-holds-text': ({ path }: { readonly path: string }) =>
    said(
      `${path} holds the private text itself.`,
      'Take "text" out of the feature in the file. Then open the file again and enter the text in the step “Private text or mark”.',
      'Take "text" out of the feature and type it when asked, or give it with --text-fd or --secrets. For a made-up text, add --allow-plain-text.',
    ),
  'output-unknown': ({ folder }: { readonly folder: string }) =>
    said(
      `Engram cannot read ${folder}. It does not know whose results the folder holds.`,
      'Start a new audit.',
      'Choose another folder with --out.',
    ),
  'output-busy': ({ holder }: { readonly holder: string }) =>
    said(
      `Another run writes to this folder at the moment${holder === '' ? '' : ` (process ${holder})`}.`,
      'Wait until the other run has ended.',
      'Wait until it has ended, or choose another folder with --out.',
    ),
  'output-foreign': ({ folder }: { readonly folder: string }) =>
    said(`${folder} holds files that are not Engram's.`, 'Start a new audit.', 'Choose an empty or a new folder with --out.'),
  'runtime-not-for-model': ({ asked, own }: { readonly asked: string; readonly own: string }) =>
    said(
      `The runtime is set to ${asked}, and the model is one of ${own}'s own.`,
      'Choose the runtime “automatic” in the step Method, or convert the model to ONNX with tf2onnx.',
      'Leave method.runtime out, or convert the model to ONNX with tf2onnx.',
    ),
  'model-opaque': ({ model }: { readonly model: string }) =>
    said(
      `References cannot be distilled from "${model}": of its network only the answers can be read.`,
      'Convert the model to ONNX with tf2onnx. Or choose a quick audit, or add earlier versions of the model in the step Method.',
      'Convert the model to ONNX with tf2onnx, or leave distillation out and bring earlier versions of the model as referenceModels.',
    ),
  'brought-model-differs': ({ index }: { readonly index: number }) =>
    said(
      `Reference model ${index + 1} takes other images or gives other classes than the audited model.`,
      'Bring models with the same input and the same classes, in the same order.',
    ),
  'label-unknown-to-model': ({ label, classes }: { readonly label: number; readonly classes: number }) =>
    said(
      `The class of the record is ${label}, and the model has the classes 0 to ${classes - 1}.`,
      'Give the class as the model counts it, or say that the class is not known, in the step Method.',
      'Give the class as the model counts it, or leave label out when it is not known.',
    ),
  'distillation-images-too-few': ({ count }: { readonly count: number }) =>
    said(
      `${count} ${count === 1 ? 'image is' : 'images are'} too few to distil references on.`,
      'Choose at least 125 images without the mark in the step Images. Several thousand are better.',
      'Give at least 125 unlabelled images without marks; several thousand make good references.',
    ),
  'host-images-too-few': ({ count }: { readonly count: number }) =>
    said(
      `${count} host ${count === 1 ? 'image is' : 'images are'} too few to audit with.`,
      'Choose at least 16 host images in the step Images, better 1,000, or take the built-in set.',
      'Give at least 16 host images, better 1,000, or leave hosts out to use the shipped set.',
    ),
  'kept-state-damaged': ({ file }: { readonly file: string }) =>
    said(
      `What the audit kept to resume from is damaged (${file}).`,
      'Discard the run and start it again.',
      'Delete the output folder and run the audit again.',
    ),
  'model-uncuttable': () =>
    said(
      'References cannot be distilled from this model: there is no place at which it can be cut.',
      'Choose a quick audit, or add earlier versions of the model in the step Method.',
      'Leave distillation out for a quick audit, or bring earlier versions of the model as referenceModels.',
    ),
  'initial-weights-foreign': () =>
    said(
      'The initial weights belong to another network than the audited one.',
      'Choose the checkpoint from which this very network was trained, or remove it, in the step Method.',
      'Give the checkpoint from which this very network was trained, or leave model.initial out.',
    ),
  'model-not-imported': () =>
    said(
      'The model cannot be made anew as a whole: the trainer does not know all of its operators.',
      'Choose another way in which comparison models are made, in the step Method.',
      'Set distillation.kind to "truncated", or leave it at "auto".',
    ),
  'student-gone': () => said('A student that was trained is gone.', 'Run the audit again.'),
  'neither-model-nor-images': ({ file, sets }: { readonly file: string; readonly sets: string }) =>
    said(
      `"${file}" is neither a model nor a set of images that can be read.`,
      `Give an .onnx, .keras or .h5 file, a TensorFlow.js model.json, ${sets}.`,
    ),
  'images-for-model': ({ file }: { readonly file: string }) =>
    said(`"${file}" is a set of images, no model.`, 'Choose the file of the model: .onnx, .keras, .h5 or model.json.'),
  'no-findings': () => said('This audit has no findings: it did not come to an end.', 'Resume it from its draft.'),
  'feature-undescribed': () => said('The feature is not described yet.', 'Give a template, or choose a picture of the mark.'),
  'no-run': () => said('There is no such run.', 'It may have been discarded in another window.'),
  'run-failed': () =>
    said(
      'Something went wrong that Engram did not foresee.',
      'Start it again; if it stays so, please report it with the versions under Settings.',
    ),
  'text-missing': () => said('The private text is needed to go on.', 'Enter it in the step “Private text or mark”.'),
  'control-misjudged': () =>
    said(
      'A control was misjudged on this machine.',
      'No audit here can say "not detected". Restart the computer and check again; if it stays so, report it with the versions under Settings.',
    ),
  'output-of-another': ({ path, finished, differs }: OfFolder & { readonly differs: 'job' | 'spec' | 'secrets' }) =>
    said(
      `${path} holds the ${held(finished)} of ${{ job: 'another kind of job', spec: 'another spec', secrets: 'the same spec with other secrets' }[differs]}.`,
      'Start a new audit.',
      anotherFolder,
    ),
  'inputs-changed': ({ path, finished }: OfFolder) =>
    said(
      `${path} holds the ${held(finished)} of other files: the model or the images have changed since.`,
      'Start a new audit.',
      anotherFolder,
    ),
  'draft-incomplete': ({ gap }: { readonly gap: Gap }) => said(gapSentence(gap), 'Fill in the step that lacks it first.'),
  'study-row-damaged': ({ index, path }: { readonly index: number; readonly path: string }) =>
    said(`Line ${index + 1} of ${path} is no row of a study.`, 'Choose another folder, or move that file away to start anew.'),
  'study-collection-missing': ({ name }: { readonly name: string }) =>
    said(
      `The study trains models on ${name}, and no images of that name are given.`,
      `Name the images under collections, or choose networks that are not trained on them.`,
    ),
  'results-unopenable': ({ sealed }: { readonly sealed: string }) =>
    said(
      `${sealed} cannot be opened: it was changed, or another register recorded this audit.`,
      'Look the audit up in the register, or start a new one.',
      'Look the audit up in the register, or choose another folder with --out.',
    ),
  'output-of-earlier-version': ({ path }: { readonly path: string }) =>
    said(
      `${path} holds unfinished work of an earlier version of Engram.`,
      'Start a new audit.',
      'Choose another folder with --out, or delete this one to start anew.',
    ),
};
