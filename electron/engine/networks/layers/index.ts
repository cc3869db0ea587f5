import type { NetworkNode } from '../network.js';
import { activationLayer } from './activations.js';
import { affineLayer } from './affine.js';
import { averagePoolingLayer, globalAveragePoolingLayer } from './average-pooling.js';
import { batchNormalizationLayer } from './batch-normalization.js';
import { convolutionLayer } from './convolution.js';
import { denseLayer } from './dense.js';
import { dropoutLayer } from './dropout.js';
import { flattenLayer } from './flatten.js';
import { groupNormalizationLayer } from './group-normalization.js';
import type { Layer } from './layer.js';
import type { Shape } from '../../base/numbers/shape.js';
import { globalMaxPoolingLayer, maxPoolingLayer } from './max-pooling.js';
import { addLayer, concatenateLayer, multiplyLayer } from './merges.js';
import { resampleLayer } from './resample.js';
import { sliceLayer } from './slice.js';

/** The layer of a node for inputs of these shapes; throws `network-invalid` where they do not fit. */
export function createLayer(node: NetworkNode, inputShapes: readonly Shape[]): Layer {
  switch (node.kind) {
    case 'dense':
      return denseLayer(node, inputShapes);
    case 'convolution':
      return convolutionLayer(node, inputShapes);
    case 'max-pooling':
      return maxPoolingLayer(node, inputShapes);
    case 'average-pooling':
      return averagePoolingLayer(node, inputShapes);
    case 'global-average-pooling':
      return globalAveragePoolingLayer(node, inputShapes);
    case 'global-max-pooling':
      return globalMaxPoolingLayer(node, inputShapes);
    case 'flatten':
      return flattenLayer(node, inputShapes);
    case 'relu':
    case 'relu6':
    case 'leaky-relu':
    case 'elu':
    case 'sigmoid':
    case 'tanh':
    case 'silu':
    case 'hard-swish':
    case 'gelu':
    case 'softplus':
      return activationLayer(node, inputShapes);
    case 'add':
      return addLayer(node, inputShapes);
    case 'multiply':
      return multiplyLayer(node, inputShapes);
    case 'concatenate':
      return concatenateLayer(node, inputShapes);
    case 'dropout':
      return dropoutLayer(node, inputShapes);
    case 'batch-normalization':
      return batchNormalizationLayer(node, inputShapes);
    case 'affine':
      return affineLayer(node, inputShapes);
    case 'slice':
      return sliceLayer(node, inputShapes);
    case 'resample':
      return resampleLayer(node, inputShapes);
    case 'group-normalization':
      return groupNormalizationLayer(node, inputShapes);
  }
}
