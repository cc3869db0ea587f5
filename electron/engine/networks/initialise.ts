import { Generator } from '../base/random/generator.js';
import { type WeightSpecification } from './layers/layer.js';
import { elementCount } from '../base/numbers/shape.js';
import type { Network, WeightArray, Weights } from './network.js';
import { listWeights } from './shapes.js';

export type InitialisationScheme = 'glorot-uniform' | 'he-normal';

/** Keras truncates its normal at two standard deviations and widens it to keep its variance. */
const truncatedNormalDeviation = 0.87962566103423978;

/**
 * New weights, one stream of the generator to each, so that a weight does not depend on the others.
 * Kernels by Glorot & Bengio 2010 (uniform) or He et al. 2015 (normal, truncated at two standard
 * deviations), both as Keras; biases, betas and means 0, gammas and variances 1.
 */
export function initialiseWeights(network: Network, seed: number, scheme: InitialisationScheme = 'glorot-uniform'): Weights {
  return new Map(listWeights(network).map((weight) => [weight.name, initialiseWeight(weight, seed, scheme)]));
}

/** One new weight array. */
export function initialiseWeight(weight: WeightSpecification, seed: number, scheme: InitialisationScheme): WeightArray {
  const data = new Float32Array(elementCount(weight.shape));
  if (weight.role === 'gamma' || weight.role === 'variance') data.fill(1);
  if (weight.role === 'kernel') {
    const generator = new Generator(seed, `weight ${weight.name}`);
    const draw = scheme === 'glorot-uniform' ? glorotUniform(weight, generator) : heNormal(weight, generator);
    for (let index = 0; index < data.length; index++) data[index] = draw();
  }
  return { shape: weight.shape, data };
}

function glorotUniform({ fanIn, fanOut }: WeightSpecification, generator: Generator): () => number {
  const limit = Math.sqrt(6 / (fanIn + fanOut));
  return () => (2 * generator.uniform() - 1) * limit;
}

function heNormal({ fanIn }: WeightSpecification, generator: Generator): () => number {
  const deviation = Math.sqrt(2 / fanIn) / truncatedNormalDeviation;
  return () => {
    let normal = generator.normal();
    while (Math.abs(normal) > 2) normal = generator.normal();
    return normal * deviation;
  };
}
