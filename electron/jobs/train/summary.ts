import { formatCount, formatShare, plural } from '../words.js';
import type { TrainingHistory } from './history.js';

/** A finished training as a person reads it. */
export function describeTraining({ preset, parameters, classes, images, canaries, epoch, epochs, runtime }: TrainingHistory): string[] {
  const kept = epochs[epoch - 1];
  const validation =
    kept.validationLoss === undefined || kept.validationAccuracy === undefined
      ? ''
      : `; validation loss ${kept.validationLoss.toFixed(4)}, accuracy ${formatShare(kept.validationAccuracy)}`;
  return [
    `Trained ${preset} (${formatCount(parameters)} weights) on ${formatCount(images.count)} images of ${classes} classes.`,
    `${plural(epochs.length, 'epoch')}; the model is that of epoch ${epoch}.`,
    `Training loss ${kept.loss.toFixed(4)}, accuracy ${formatShare(kept.accuracy)}${validation}.`,
    ...(runtime?.device === undefined ? [] : [`Computed by ${runtime.device} (${runtime.reason}).`]),
    ...canaries.map(({ label, copies }, index) => `Canary ${index + 1}: planted on ${plural(copies, 'image')} of class ${label}.`),
  ];
}
