import { paperTheme } from '../../../shared/charts/theme.js';
import type { Finding } from '../../../shared/domain/finding.js';

/** Of a sketch, in its own units. */
const longest = 300;
const edge = 2;
/** A strip of pixels is drawn no flatter than this. */
const flattest = 0.4;

/** Where in the frame the field of an anchor lies, in fields from the left and from the top. */
function fieldOf(anchor: Finding['feature']['anchor']): { column: number; row: number } {
  return {
    column: anchor.endsWith('left') ? 0 : anchor.endsWith('right') ? 2 : 1,
    row: anchor.startsWith('top') ? 0 : anchor.startsWith('bottom') ? 2 : 1,
  };
}

/**
 * A sketch of a mark's place: an image's outline in nine fields, with the field of the anchor filled. It
 * is drawn from the anchor and the outline's shape alone, which the finding states as well, and is the
 * same for a mark of any length, size or margin.
 * @param shape of the outline, in pixels
 */
export function placeSvg(
  anchor: Finding['feature']['anchor'],
  shape: { readonly height: number; readonly width: number },
): { svg: string; ratio: number } {
  const aspect = Math.min(1 / flattest, Math.max(flattest, shape.height / shape.width));
  const [width, height] = aspect > 1 ? [longest / aspect, longest] : [longest, longest * aspect];
  const [across, down] = [width / 3, height / 3];
  const { column, row } = fieldOf(anchor);
  const lines = [1, 2].map((third) => `M${edge + third * across} ${edge}v${height}M${edge} ${edge + third * down}h${width}`).join('');
  const [outerWidth, outerHeight] = [width + 2 * edge, height + 2 * edge];
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${outerWidth} ${outerHeight}">`,
    `<path d="${lines}" fill="none" stroke="${paperTheme.grid}" stroke-width="1.5"/>`,
    `<rect x="${edge + column * across}" y="${edge + row * down}" width="${across}" height="${down}" fill="${paperTheme.feature}"/>`,
    `<rect x="${edge}" y="${edge}" width="${width}" height="${height}" fill="none" stroke="${paperTheme.ink}" stroke-width="2"/>`,
    '</svg>',
  ].join('');
  return { svg, ratio: outerHeight / outerWidth };
}
