import type { Preprocessing } from '../../../shared/domain/images.js';

/** Ways of scaling pixels that are common in training code. */
export const scalings = [
  { value: 'unit', label: '0 to 1', scaling: { range: [0, 1], mean: [0], deviation: [1] } },
  { value: 'signed', label: '−1 to 1', scaling: { range: [-1, 1], mean: [0], deviation: [1] } },
  { value: 'bytes', label: '0 to 255', scaling: { range: [0, 255], mean: [0], deviation: [1] } },
  {
    value: 'imagenet',
    label: 'ImageNet mean and deviation (torchvision)',
    scaling: { range: [0, 1], mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] },
  },
  {
    value: 'caffe',
    label: 'ImageNet mean, levels 0 to 255 (Keras “caffe”)',
    scaling: { range: [0, 255], mean: [103.939, 116.779, 123.68], deviation: [1] },
  },
] as const satisfies readonly { value: string; label: string; scaling: Pick<Preprocessing, 'range' | 'mean' | 'deviation'> }[];

export type ScalingName = (typeof scalings)[number]['value'] | 'own';

/** The name of a scaling that is one of the common ones. */
export function scalingOf({ range, mean, deviation }: Preprocessing): ScalingName {
  const key = (scaling: Pick<Preprocessing, 'range' | 'mean' | 'deviation'>) =>
    JSON.stringify([scaling.range, scaling.mean, scaling.deviation]);
  const own = key({ range, mean, deviation });
  return (
    scalings.find(({ scaling }) => key({ range: [...scaling.range], mean: [...scaling.mean], deviation: [...scaling.deviation] }) === own)
      ?.value ?? 'own'
  );
}
