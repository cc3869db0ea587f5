import type { ResamplerName } from '../../../../shared/domain/resamplers.js';
import {
  antialiased,
  area,
  asDouble,
  asSingle,
  cubic,
  nearestCentre,
  nearestEdge,
  pillowNearest,
  tensorflowCubic,
  torchCubic,
  triangle,
  twoNeighbours,
  type Rule,
} from './filters.js';

/** How a picture is resized: along rows, then along columns, each axis by `rule`. */
export interface Resampler {
  readonly rule: Rule;
  /** `bytes`: rounded to 0-255 after each axis, as Pillow does; `float`: kept as 32-bit floats, which may lie beyond 0-255. */
  readonly precision: Precision;
}

export type Precision = 'bytes' | 'float';

/** One row a resampler; its words stand in shared/words. */
export const resamplers: Readonly<Record<ResamplerName, Resampler>> = {
  'bilinear-antialias': { rule: antialiased(triangle, 1, asDouble), precision: 'bytes' },
  'bicubic-antialias': { rule: antialiased(cubic, 2, asDouble), precision: 'bytes' },
  nearest: { rule: pillowNearest, precision: 'bytes' },
  bilinear: { rule: twoNeighbours(asDouble), precision: 'bytes' },
  area: { rule: area, precision: 'bytes' },
  'pillow-float-bilinear': { rule: antialiased(triangle, 1, asDouble), precision: 'float' },
  'pillow-float-bicubic': { rule: antialiased(cubic, 2, asDouble), precision: 'float' },
  'tensorflow-bilinear': { rule: twoNeighbours(asSingle), precision: 'float' },
  'tensorflow-bilinear-antialias': { rule: antialiased(triangle, 1, asSingle), precision: 'float' },
  'tensorflow-bicubic': { rule: tensorflowCubic, precision: 'float' },
  'tensorflow-bicubic-antialias': { rule: antialiased(cubic, 2, asSingle), precision: 'float' },
  'tensorflow-area': { rule: area, precision: 'float' },
  'tensorflow-nearest': { rule: nearestCentre, precision: 'bytes' },
  'torchvision-bilinear': { rule: twoNeighbours(asSingle), precision: 'float' },
  'torchvision-bilinear-antialias': { rule: antialiased(triangle, 1, asSingle), precision: 'float' },
  'torchvision-bicubic': { rule: torchCubic, precision: 'float' },
  'torchvision-bicubic-antialias': { rule: antialiased(cubic, 2, asSingle), precision: 'float' },
  'torchvision-nearest': { rule: nearestEdge, precision: 'bytes' },
  'torchvision-nearest-exact': { rule: nearestCentre, precision: 'bytes' },
};
