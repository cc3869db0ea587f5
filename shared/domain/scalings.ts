import type { Preprocessing } from './images.js';

/** How pixels become numbers; `colour` where the numbers belong to channels in another order than red, green, blue. */
export type Scaling = Pick<Preprocessing, 'range' | 'mean' | 'deviation'> & Partial<Pick<Preprocessing, 'colour'>>;

/** Ways of scaling pixels that are common in training code (docs/manual.md). */
export const scalings = {
  unit: { range: [0, 1], mean: [0], deviation: [1] },
  signed: { range: [-1, 1], mean: [0], deviation: [1] },
  bytes: { range: [0, 255], mean: [0], deviation: [1] },
  imagenet: { range: [0, 1], mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] },
  caffe: { range: [0, 255], mean: [103.939, 116.779, 123.68], deviation: [1], colour: 'bgr' },
} as const satisfies Record<string, Readonly<Record<keyof Scaling, unknown>> | Readonly<Record<'range' | 'mean' | 'deviation', unknown>>>;

export type ScalingName = keyof typeof scalings;
export const scalingNames = Object.keys(scalings) as ScalingName[];

/** Preprocessing with a common scaling in place of its own; a channel order that came with another scaling goes. */
export function withScaling(preprocessing: Preprocessing, name: ScalingName): Preprocessing {
  const { range, mean, deviation, colour }: Scaling = toScaling(name);
  const kept = preprocessing.colour === 'bgr' ? 'auto' : preprocessing.colour;
  return { ...preprocessing, range, mean, deviation, colour: colour ?? kept };
}

/** The name of a scaling that is one of the common ones. */
export function scalingOf(preprocessing: Preprocessing): ScalingName | undefined {
  const numbers = ({ range, mean, deviation }: Scaling) => JSON.stringify([range, mean, deviation]);
  return scalingNames.find((name) => {
    const scaling = toScaling(name);
    return numbers(scaling) === numbers(preprocessing) && (scaling.colour === undefined || scaling.colour === preprocessing.colour);
  });
}

function toScaling(name: ScalingName): Scaling {
  const scaling = scalings[name];
  const { range, mean, deviation } = scaling;
  return {
    range: [range[0], range[1]],
    mean: [...mean],
    deviation: [...deviation],
    ...('colour' in scaling && { colour: scaling.colour }),
  };
}
