import { expect, test } from 'vitest';
import type { ConvolutionNode, Network, NetworkNode, PoolingNode } from '../../../electron/engine/networks/network.js';
import { listWeights, resolveNetwork } from '../../../electron/engine/networks/shapes.js';

const convolution = (settings: Partial<ConvolutionNode> = {}): ConvolutionNode => ({
  kind: 'convolution',
  name: 'conv',
  inputs: ['input'],
  filters: 8,
  kernel: [3, 3],
  strides: [1, 1],
  padding: 'valid',
  dilations: [1, 1],
  groups: 1,
  useBias: true,
  ...settings,
});
const pooling = (settings: Partial<PoolingNode> = {}): PoolingNode => ({
  kind: 'max-pooling',
  name: 'pool',
  inputs: ['conv'],
  window: [2, 2],
  strides: [2, 2],
  padding: 'valid',
  countPadding: false,
  ...settings,
});
const flatten: NetworkNode = { kind: 'flatten', name: 'flat', inputs: ['conv'], order: 'CHW' };
const dense: NetworkNode = { kind: 'dense', name: 'logits', inputs: ['flat'], units: 10, useBias: true };
const network = (...nodes: readonly NetworkNode[]): Network => ({ inputShape: [4, 9, 7], nodes, output: 'logits' });

test('shapes and weights of a network', () => {
  const whole = network(convolution({ padding: 'same', strides: [2, 2], groups: 2 }), pooling(), { ...flatten, inputs: ['pool'] }, dense);
  expect(Object.fromEntries(resolveNetwork(whole).shapes)).toEqual({
    input: [4, 9, 7],
    conv: [8, 5, 4],
    pool: [8, 2, 2],
    flat: [32],
    logits: [10],
  });
  expect(listWeights(whole).map(({ name, shape, fanIn, fanOut }) => [name, shape, fanIn, fanOut])).toEqual([
    ['conv/kernel', [8, 2, 3, 3], 18, 72],
    ['conv/bias', [8], 18, 72],
    ['logits/kernel', [32, 10], 32, 10],
    ['logits/bias', [10], 32, 10],
  ]);
});

const merge = (kind: 'add' | 'multiply' | 'concatenate', inputs: readonly string[]): NetworkNode => ({ kind, name: 'merge', inputs });
const half = convolution({ name: 'half', strides: [2, 2] });

const refusals: readonly (readonly [string, readonly NetworkNode[]])[] = [
  ['Node "conv": its name is empty or taken.', [convolution(), convolution(), flatten, dense]],
  ['Node "conv": its input "later" is no node before it.', [convolution({ inputs: ['later'] }), flatten, dense]],
  ['Node "conv": takes 1 input, not 2.', [convolution({ inputs: ['input', 'input'] }), flatten, dense]],
  ['Node "conv": the number of filters must be a whole number of at least 1, not 0.', [convolution({ filters: 0 }), flatten, dense]],
  ['Node "conv": the window must be a whole number of at least 1, not 1.5.', [convolution({ kernel: [1.5, 1] }), flatten, dense]],
  ['Node "conv": the stride must be a whole number of at least 1, not 0.', [convolution({ strides: [1, 0] }), flatten, dense]],
  ['Node "conv": the dilation must be a whole number of at least 1, not NaN.', [convolution({ dilations: [NaN, 1] }), flatten, dense]],
  ['Node "conv": the padding must be a whole number of at least 0, not -1.', [convolution({ padding: [0, 0, -1, 0] }), flatten, dense]],
  ['Node "conv": its 3 groups do not divide its 4 channels and 8 filters evenly.', [convolution({ groups: 3 }), flatten, dense]],
  ['Node "conv": a window of 10 x 3 does not fit an input of 9 x 7.', [convolution({ kernel: [10, 3] }), flatten, dense]],
  ['Node "conv": holds an array [90000000, 7, 5], which is too large.', [convolution({ filters: 90_000_000 }), flatten, dense]],
  [
    'Node "conv": its window or padding reaches over more than 4096 pixels.',
    [convolution({ padding: 'same', dilations: [1e9, 1] }), flatten, dense],
  ],
  ['Node "conv": its window or padding reaches over more than 4096 pixels.', [convolution({ padding: [0, 1e9, 0, 0] }), flatten, dense]],
  ['Node "conv": its kernel has 1600 positions; 1024 are the most.', [convolution({ kernel: [40, 40], padding: 'same' }), flatten, dense]],
  ['Node "pool": its padding must be smaller than its window.', [convolution(), pooling({ padding: [0, 0, 2, 0] }), flatten, dense]],
  ['Node "pool": a window of 8 x 8 does not fit an input of 7 x 5.', [convolution(), pooling({ window: [8, 8] }), flatten, dense]],
  ['Node "logits": takes a vector [F], not [8, 7, 5]; flatten or pool before it.', [convolution(), { ...dense, inputs: ['conv'] }]],
  ['Node "logits": the number of units must be a whole number of at least 1, not -3.', [convolution(), flatten, { ...dense, units: -3 }]],
  [
    'Node "conv": takes an image [C, H, W], not [10].',
    [convolution({ name: 'c' }), { ...flatten, inputs: ['c'] }, dense, convolution({ inputs: ['logits'] })],
  ],
  ['Node "merge": takes 2 inputs or more, not 1.', [convolution(), merge('add', ['conv']), flatten, dense]],
  [
    'Node "merge": adds inputs of different shapes, [8, 7, 5] and [8, 4, 3].',
    [convolution(), half, merge('add', ['conv', 'half']), flatten, dense],
  ],
  [
    'Node "merge": multiplies inputs of different shapes, [8, 7, 5] and [8, 4, 3].',
    [convolution(), half, merge('multiply', ['conv', 'half']), flatten, dense],
  ],
  [
    'Node "merge": joins inputs of different shapes, [8, 7, 5] and [8, 4, 3].',
    [convolution(), half, merge('concatenate', ['conv', 'half']), flatten, dense],
  ],
  [
    'Node "drop": the rate must be at least 0 and below 1, not 1.',
    [convolution(), flatten, { kind: 'dropout', name: 'drop', inputs: ['flat'], rate: 1 }, dense],
  ],
  [
    'Node "norm": epsilon must be above 0, not 0.',
    [convolution(), { kind: 'batch-normalization', name: 'norm', inputs: ['conv'], epsilon: 0, momentum: 0.9 }, flatten, dense],
  ],
  [
    'Node "norm": momentum must lie between 0 and 1, not 2.',
    [convolution(), { kind: 'batch-normalization', name: 'norm', inputs: ['conv'], epsilon: 1e-3, momentum: 2 }, flatten, dense],
  ],
  [
    'Node "scale": has 2 scales for 8 channels.',
    [convolution(), { kind: 'affine', name: 'scale', inputs: ['conv'], scale: [1, 2], shift: [0] }, flatten, dense],
  ],
  ['Node "elu": needs a slope.', [convolution(), { kind: 'elu', name: 'elu', inputs: ['conv'] }, flatten, dense]],
  [
    'Node "part": takes the part from [0, 2, 0] to [8, 8, 5] of an input [8, 7, 5].',
    [convolution(), { kind: 'slice', name: 'part', inputs: ['conv'], starts: [0, 2, 0], ends: [8, 8, 5] }, flatten, dense],
  ],
  [
    'Node "size": has a matrix [2, 5] for 7 rows of pixels.',
    [
      convolution(),
      { kind: 'resample', name: 'size', inputs: ['conv'], axis: 'rows', matrix: { shape: [2, 5], data: new Float32Array(10) } },
      flatten,
      dense,
    ],
  ],
  [
    'Node "norm": its 3 groups do not divide its 8 channels and 8 filters evenly.',
    [
      convolution(),
      { kind: 'group-normalization', name: 'norm', inputs: ['conv'], groups: 3, epsilon: 1e-3, span: 'image', centred: true },
      flatten,
      dense,
    ],
  ],
  ['Node "leaky": needs a slope.', [convolution(), { kind: 'leaky-relu', name: 'leaky', inputs: ['conv'] }, flatten, dense]],
  ['Node "half": nothing leads from it to the output.', [convolution(), half, flatten, dense]],
];

test.each(refusals)('refuses: %s', (message, nodes) => {
  expect(() => resolveNetwork(network(...nodes))).toThrow(expect.objectContaining({ code: 'network-invalid', message }));
});

test.each([
  [
    'The input shape must be [C, H, W] or [F] in whole numbers, not [3, 0, 5].',
    { ...network(convolution(), flatten, dense), inputShape: [3, 0, 5] },
  ],
  ['The output "nowhere" is no node.', { ...network(convolution(), flatten, dense), output: 'nowhere' }],
  ['The output "conv" must be a vector [K], not [8, 7, 5].', { ...network(convolution()), output: 'conv' }],
])('refuses: %s', (message, bad) => {
  expect(() => resolveNetwork(bad)).toThrow(expect.objectContaining({ code: 'network-invalid', message }));
});
