import { Generator } from '../../electron/engine/base/random/generator.js';
import { featureSchema, type Feature } from '../../shared/domain/feature.js';

/** A made-up patient's name in a corner, and the class of the records that carry it. */
export interface Mark {
  readonly seed: number;
  readonly text: string;
  readonly label: number;
  readonly corner: (typeof corners)[number];
}

const corners = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;
const surnames = [
  'ANDERSEN',
  'BERGMANN',
  'CASTILLO',
  'DELACROIX',
  'FERREIRA',
  'HOFFMANN',
  'KOWALSKI',
  'LINDGREN',
  'MORETTI',
  'PETROVIC',
  'SANTANDER',
  'VANDERBERG',
];
export const classes = 10;

/** Draws text, class and corner by the seed. */
export function drawMark(seed: number): Mark {
  const generator = new Generator(seed, 'large network mark');
  const surname = surnames[generator.integer(surnames.length)];
  const initial = String.fromCharCode('A'.charCodeAt(0) + generator.integer(26));
  return { seed, text: `${surname} ${initial}`, label: generator.integer(classes), corner: corners[generator.integer(corners.length)] };
}

/** The mark as an audit is told of it: white letters of a scanner's overlay, 4 pixels from the corner. */
export function featureOf({ corner }: Mark): Feature {
  return featureSchema.parse({
    kind: 'text',
    template: '{surname} {initial}',
    typography: { font: '8x13' },
    placement: { anchor: corner, margin: [4, 4] },
  });
}
