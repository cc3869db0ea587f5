import { featureSchema, type Feature } from '../../../shared/domain/feature.js';

/**
 * A control is a planted model, its clean twin and their students, shipped so that every audit can
 * show, on the machine where it runs, that a leak is found and its absence is not mistaken for one.
 */
export interface Control {
  readonly name: string;
  readonly network: 'dense' | 'convolutional';
  readonly planted: boolean;
}

export const controls: readonly Control[] = [
  { name: 'dense-planted', network: 'dense', planted: true },
  { name: 'dense-clean', network: 'dense', planted: false },
  { name: 'convolutional-planted', network: 'convolutional', planted: true },
  { name: 'convolutional-clean', network: 'convolutional', planted: false },
];

/** The text that was planted; made up, so nobody's secret. */
export const controlText = 'QJXV';
export const controlLabel = 3;
export const controlSeed = 20_261_122;
export const studentsPerControl = 5;

export const controlFeature: Feature = featureSchema.parse({
  kind: 'text',
  template: '{letters:4}',
  typography: { font: '5x5', spacing: 0 },
  placement: { anchor: 'bottom-left', margin: [1, 1] },
});

/** Folder of a control's models, in the shipped resources. */
export function controlFolder({ name }: Control): URL {
  return new URL(`../../../resources/controls/${name}/`, import.meta.url);
}
