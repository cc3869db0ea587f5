import type { Said } from '../../said.js';
import { said } from './said.js';

/** Errors of training, which the command line alone starts. */

const training = (message: string): Said => said(message, 'Correct the training settings or the data.');

export const trainingErrors = {
  'canary-carriers-too-few': ({
    number,
    copies,
    label,
    free,
  }: {
    readonly number: number;
    readonly copies: number;
    readonly label: number;
    readonly free: number;
  }) =>
    said(
      `Canary ${number + 1} takes ${copies} images of class ${label}, and ${free} are left to carry it.`,
      'Ask for fewer copies, or give more images of this class.',
    ),
  'one-label': () => said('All training images have the same label.', 'Give images of at least two classes.'),
  'too-many-classes': ({ classes, most }: { readonly classes: number; readonly most: number }) =>
    said(`The labels name ${classes} classes; at most ${most} are trained.`, 'Number the classes from 0 without gaps.'),
  'validation-classes-differ': () =>
    said(
      'The folders of the validation images have other names than those of the training images.',
      'Give the folders of a class the same name in both sets.',
    ),
  'preset-for-two-classes': ({ preset, classes }: { readonly preset: string; readonly classes: number }) =>
    said(`${preset} tells 2 classes apart and the images have ${classes}.`, 'Give images of two classes, or choose another preset.'),
  'patience-without-validation': () =>
    said('patience is given and validation is not.', 'Name labelled images that decide when to stop (validation), or leave patience out.'),
  'training-data-empty': ({ what }: { readonly what: string }) => training(`The ${what} data are empty.`),
  'training-examples-length': ({
    what,
    exampleLength,
    expected,
  }: {
    readonly what: string;
    readonly exampleLength: number;
    readonly expected: number;
  }) => training(`The ${what} examples hold ${exampleLength} numbers; the network takes ${expected}.`),
  'training-targets-length': ({
    what,
    targetLength,
    outputs,
  }: {
    readonly what: string;
    readonly targetLength: number;
    readonly outputs: number;
  }) => training(`The ${what} targets hold ${targetLength} numbers; the network gives ${outputs}.`),
  'weight-unknown-to-gradients': ({ stranger }: { readonly stranger: string }) =>
    training(`No weight with a gradient has the name "${stranger}".`),
  'no-weight-named': () => training('No weight is named whose gradients would be measured.'),
  'no-checkpoint': () => training('Self-influence needs at least one checkpoint.'),
  'training-file-unwritable': () =>
    said('A file of weights or training state could not be written.', 'Check that you may write to the folder and that the disk has room.'),
  'training-file-damaged': () =>
    said('A file of weights or training state is damaged.', 'Delete the folder that holds it and train again.'),
  'checkpoint-missing': ({ epoch }: { readonly epoch: number }) =>
    said(`The checkpoint of epoch ${epoch} is missing.`, 'Train again with checkpoints kept, or leave this epoch out.'),
  'training-diverged': ({ epoch }: { readonly epoch: number }) =>
    said(
      `The training diverged in epoch ${epoch + 1}: its numbers are no longer finite.`,
      'Lower the learning rate, or check that the images are scaled as the network expects.',
    ),
  'training-of-another-version': () =>
    said(
      'The folder holds the state of a training that another version of Engram began.',
      'Finish it with that version, or delete the folder and train again.',
    ),
  'training-of-another-kind': () =>
    said('The folder holds the state of another training.', 'Give this training a folder of its own, or delete the old one.'),
  'training-on-another-device': ({ before, now }: { readonly before: string; readonly now: string }) =>
    said(
      `The training began on ${before}; on ${now} it would end in other weights.`,
      `Run it on ${before} again, or delete the folder and train anew.`,
    ),
  'batch-size-invalid': ({ batchSize }: { readonly batchSize: number }) =>
    training(`The batch size must be a whole number above 0, not ${batchSize}.`),
  'epochs-invalid': ({ epochs }: { readonly epochs: number }) =>
    training(`The number of epochs must be a whole number above 0, not ${epochs}.`),
  'learning-rate-invalid': ({ learningRate }: { readonly learningRate: number }) =>
    training(`The learning rate must be above 0, not ${learningRate}.`),
  'early-stopping-without-validation': () => training('Early stopping needs validation data.'),
  'weight-to-freeze-unknown': ({ stranger }: { readonly stranger: string }) =>
    training(`No weight has the name "${stranger}" of one to freeze.`),
  'all-weights-frozen': () => training('All weights are frozen: there is nothing to train.'),
  'preset-without-variant': ({ asked, preset, why }: { readonly asked: string; readonly preset: string; readonly why: string }) =>
    said(`network.${asked} is asked for, and ${preset} ${why}.`, `Leave network.${asked} out.`),
  'results-damaged': ({ path }: { readonly path: string }) =>
    said(`${path} is damaged.`, 'Choose another folder with --out, or delete this one to start anew.'),
  'results-missing': ({ path }: { readonly path: string }) =>
    said(`${path} is missing.`, 'Choose another folder with --out, or delete this one to start anew.'),
  'preset-batch-normalised': ({ asked, preset }: { readonly asked: string; readonly preset: string }) =>
    said(`network.${asked} is asked for, and ${preset} is batch-normalised as it is.`, `Leave network.${asked} out.`),
  'preset-without-variants': ({ asked, preset }: { readonly asked: string; readonly preset: string }) =>
    said(`network.${asked} is asked for, and ${preset} has no variants.`, `Leave network.${asked} out.`),
  'labels-missing': ({ what, field }: { readonly what: string; readonly field: string }) =>
    said(
      `The ${what} have no labels.`,
      `Put the images of each class into a folder of its own, or name the file of labels of an IDX or NPY file (${field}.labels).`,
    ),
  'collection-too-small': ({ label, name, copies }: { readonly label: number; readonly name: string; readonly copies: number }) =>
    said(`Class ${label} of ${name} has too few training images to carry ${copies} copies of a mark.`, 'Give a larger collection.'),
  'collection-without-rest': ({
    name,
    training: trained,
    test,
    least,
  }: {
    readonly name: string;
    readonly training: number;
    readonly test: number;
    readonly least: { readonly training: number; readonly test: number };
  }) =>
    said(
      `${name} has ${trained} training and ${test} test images; the study takes more than ${least.training} and at least ${least.test}.`,
      'Give a larger collection.',
    ),
};
