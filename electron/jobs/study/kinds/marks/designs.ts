import type { NetworkKind } from '../../../../../shared/domain/study.js';
import type { Generator } from '../../../../engine/base/random/generator.js';
import { networkDesigns } from '../../networks.js';

/** Texts that fit beside each other: a letter and a digit on 28 pixels, five characters on 64. */
const markDesigns = {
  28: { side: 28, template: '{alphanumeric:2}', pattern: 'A9', font: '5x5', width: 11, height: 5 },
  64: { side: 64, template: '{pattern:AAA99}', pattern: 'AAA99', font: '5x7', width: 25, height: 7 },
} as const;

/** How texts look on the images that networks of a kind are trained on. */
export function markDesignOf(network: NetworkKind): MarkDesign {
  return markDesigns[networkDesigns[network].side];
}

type MarkDesign = (typeof markDesigns)[keyof typeof markDesigns];

/** Six places that do not touch: the corners and the middles of both sides. */
export function sixPlaces({ side, width, height }: MarkDesign): readonly (readonly [number, number])[] {
  const right = side - width - 1;
  const bottom = side - height - 1;
  const middle = Math.round((side - height) / 2);
  return [
    [1, 1],
    [right, 1],
    [1, middle],
    [right, middle],
    [1, bottom],
    [right, bottom],
  ];
}

/** A text of the pattern, in which A stands for a letter and 9 for a digit. */
export function drawText(pattern: string, generator: Generator): string {
  return [...pattern]
    .map((kind) => (kind === 'A' ? String.fromCharCode(65 + generator.integer(26)) : String(generator.integer(10))))
    .join('');
}
