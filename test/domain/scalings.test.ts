import { describe, expect, it } from 'vitest';
import { preprocessingSchema } from '../../shared/domain/images.js';
import { scalingNames, scalingOf, withScaling } from '../../shared/domain/scalings.js';

const plain = preprocessingSchema.parse({});

describe('a common scaling', () => {
  it.each(scalingNames)('%s is known again, and keeps how images are fitted', (name) => {
    const scaled = withScaling({ ...plain, fit: 'crop', resize: 'nearest' }, name);
    expect(scalingOf(scaled)).toBe(name);
    expect(scaled).toMatchObject({ fit: 'crop', resize: 'nearest' });
    expect(preprocessingSchema.parse(scaled)).toEqual(scaled);
  });

  it('of Keras "caffe" has its means in the order blue, green, red, and its channels too', () => {
    // keras.applications.imagenet_utils, mode "caffe": RGB to BGR, then minus the mean of each channel.
    expect(withScaling(plain, 'caffe')).toMatchObject({ colour: 'bgr', mean: [103.939, 116.779, 123.68], range: [0, 255] });
    expect(scalingOf({ ...withScaling(plain, 'caffe'), colour: 'auto' })).toBeUndefined();
  });

  it('takes the order of channels back that another brought, and leaves grey alone', () => {
    expect(withScaling(withScaling(plain, 'caffe'), 'imagenet').colour).toBe('auto');
    expect(withScaling({ ...plain, colour: 'grey' }, 'signed').colour).toBe('grey');
  });

  it('is none where the numbers are others', () => {
    expect(scalingOf({ ...plain, range: [0, 2] })).toBeUndefined();
  });
});
