import type { PoolingNode } from '../../../networks/network.js';
import { imageOf, paddingOf, requireChannelsLast, withoutMargins } from '../translation.js';
import { paddingWith } from '../value.js';
import type { LayerRule } from './rule.js';

function poolingRule(kind: PoolingNode['kind']): LayerRule {
  return (call, translation) => {
    const { config } = call;
    requireChannelsLast(config);
    const value = imageOf(call, translation);
    const window = config.pair('pool_size', 2);
    const strides = config.has('strides') ? config.pair('strides') : window;
    const own = paddingOf(config);
    if (value.margins && kind === 'max-pooling' && !value.nonNegative) {
      throw config.refuse('takes the largest of values that may be negative and of the zeros of the ZeroPadding2D before it');
    }
    if (value.margins && kind === 'average-pooling' && own === 'same') {
      throw config.refuse('pads by itself what a ZeroPadding2D before it has padded');
    }
    const padding = paddingWith(value, own, { size: window, strides, dilations: [1, 1] });
    const node = { kind, window, strides, padding, countPadding: value.margins !== undefined };
    return { ...translation.add(config, node, [value.node]), nonNegative: value.nonNegative };
  };
}

function globalPoolingRule(kind: 'global-average-pooling' | 'global-max-pooling'): LayerRule {
  return (call, translation) => {
    const { config } = call;
    requireChannelsLast(config);
    const value = withoutMargins(config, imageOf(call, translation));
    return { ...translation.add(config, { kind }, [value.node]), onePixel: config.flag('keepdims', false), nonNegative: value.nonNegative };
  };
}

const average = globalPoolingRule('global-average-pooling');
const largest = globalPoolingRule('global-max-pooling');

export const poolingRules: Readonly<Record<string, LayerRule>> = {
  MaxPooling2D: poolingRule('max-pooling'),
  MaxPool2D: poolingRule('max-pooling'),
  AveragePooling2D: poolingRule('average-pooling'),
  AvgPool2D: poolingRule('average-pooling'),
  GlobalAveragePooling2D: average,
  GlobalAvgPool2D: average,
  GlobalMaxPooling2D: largest,
  GlobalMaxPool2D: largest,
};
