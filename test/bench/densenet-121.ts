import type { Network, NetworkNode } from '../../electron/engine/networks/network.js';

/** DenseNet-121 (Huang et al. 2017, table 1) for 224 x 224 colour images: what a hospital's classifier often is. */
export function denseNet121(classes: number): Network {
  const growth = 32;
  const blocks = [6, 12, 24, 16];
  const nodes: NetworkNode[] = [];
  let last = 'input';
  const push = (node: NetworkNode): void => {
    nodes.push(node);
    last = node.name;
  };
  const normalised = (name: string): void => {
    push({ kind: 'batch-normalization', name: `${name}/bn`, inputs: [last], epsilon: 1e-5, momentum: 0.9 });
    push({ kind: 'relu', name: `${name}/relu`, inputs: [last] });
  };
  const convolution = (name: string, filters: number, size: number, stride: number): void =>
    push({
      kind: 'convolution',
      name,
      inputs: [last],
      filters,
      kernel: [size, size],
      strides: [stride, stride],
      padding: 'same',
      dilations: [1, 1],
      groups: 1,
      useBias: false,
    });
  convolution('stem', 2 * growth, 7, 2);
  normalised('stem');
  push({ kind: 'max-pooling', name: 'stem/pool', inputs: [last], window: [3, 3], strides: [2, 2], padding: 'same', countPadding: false });
  let channels = 2 * growth;
  blocks.forEach((layers, block) => {
    for (let layer = 0; layer < layers; layer++) {
      const before = last;
      const name = `block${block + 1}/layer${layer + 1}`;
      normalised(`${name}/1`);
      convolution(`${name}/bottleneck`, 4 * growth, 1, 1);
      normalised(`${name}/2`);
      convolution(`${name}/new`, growth, 3, 1);
      push({ kind: 'concatenate', name, inputs: [before, last] });
      channels += growth;
    }
    if (block === blocks.length - 1) return;
    channels = Math.floor(channels / 2);
    normalised(`transition${block + 1}`);
    convolution(`transition${block + 1}/halve`, channels, 1, 1);
    push({
      kind: 'average-pooling',
      name: `transition${block + 1}/pool`,
      inputs: [last],
      window: [2, 2],
      strides: [2, 2],
      padding: 'valid',
      countPadding: false,
    });
  });
  normalised('end');
  push({ kind: 'global-average-pooling', name: 'end/pool', inputs: [last] });
  push({ kind: 'dense', name: 'logits', inputs: [last], units: classes, useBias: true });
  return { inputShape: [3, 224, 224], nodes, output: 'logits' };
}
