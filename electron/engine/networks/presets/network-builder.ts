import { inputName, type Network, type NetworkNode, type Padding } from '../network.js';

/** Keras's defaults. */
const kerasEpsilon = 1e-3;
const kerasMomentum = 0.99;

/** Chains nodes with Keras's defaults; each call works on the last node's value unless told otherwise. */
export class NetworkBuilder {
  private readonly nodes: NetworkNode[] = [];
  private readonly counts = new Map<string, number>();
  private last = inputName;

  constructor(private readonly inputShape: readonly number[]) {}

  /** Name of the node whose value comes next. */
  get value(): string {
    return this.last;
  }

  dense(units: number): this {
    return this.append('dense', (name, inputs) => ({ kind: 'dense', name, inputs, units, useBias: true }));
  }

  convolution(filters: number, size: number, padding: Padding): this {
    return this.append('convolution', (name, inputs) => ({
      kind: 'convolution',
      name,
      inputs,
      filters,
      kernel: [size, size],
      strides: [1, 1],
      padding,
      dilations: [1, 1],
      groups: 1,
      useBias: true,
    }));
  }

  pooling(kind: 'max-pooling' | 'average-pooling', size: number): this {
    return this.append(kind, (name, inputs) => ({
      kind,
      name,
      inputs,
      window: [size, size],
      strides: [size, size],
      padding: 'valid',
      countPadding: false,
    }));
  }

  globalAveragePooling(): this {
    return this.append('global-average-pooling', (name, inputs) => ({ kind: 'global-average-pooling', name, inputs }));
  }

  flatten(): this {
    return this.append('flatten', (name, inputs) => ({ kind: 'flatten', name, inputs, order: 'HWC' }));
  }

  relu(): this {
    return this.append('relu', (name, inputs) => ({ kind: 'relu', name, inputs }));
  }

  dropout(rate: number): this {
    return this.append('dropout', (name, inputs) => ({ kind: 'dropout', name, inputs, rate }));
  }

  batchNormalization(): this {
    return this.append('batch-normalization', (name, inputs) => ({
      kind: 'batch-normalization',
      name,
      inputs,
      epsilon: kerasEpsilon,
      momentum: kerasMomentum,
    }));
  }

  /** Joins an earlier value, first, with the last one. */
  concatenateAfter(earlier: string): this {
    return this.append('concatenate', (name, [last]) => ({ kind: 'concatenate', name, inputs: [earlier, last] }));
  }

  build(): Network {
    return { inputShape: this.inputShape, nodes: this.nodes, output: this.last };
  }

  private append(stem: string, make: (name: string, inputs: readonly string[]) => NetworkNode): this {
    const count = (this.counts.get(stem) ?? 0) + 1;
    this.counts.set(stem, count);
    const name = `${stem}-${count}`;
    this.nodes.push(make(name, [this.last]));
    this.last = name;
    return this;
  }
}
