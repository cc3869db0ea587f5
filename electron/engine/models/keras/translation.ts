import { EngineError } from '../../base/error.js';
import { createLayer } from '../../networks/layers/index.js';
import { elementCount } from '../../base/numbers/shape.js';
import { inputName, type NetworkNode, type WeightArray } from '../../networks/network.js';
import type { LayerCall, ValueName } from './layer-calls.js';
import type { LayerConfig } from './layer-config.js';
import { unreadable } from './refusals.js';
import type { KerasValue } from './value.js';
import type { WeightSource } from './weight-source.js';

/** A node of the network before it has a name and inputs. */
export type Unnamed<Node> = Node extends NetworkNode ? Omit<Node, 'name' | 'inputs'> : never;

/** Numbers that all matrices of a model may hold together: those of a few dozen changes of size. */
const mostMatrixNumbers = 2 ** 25;

/** The network as far as it is translated. */
export class Translation {
  readonly nodes: NetworkNode[] = [];
  readonly weights = new Map<string, WeightArray>();
  readonly values = new Map<ValueName, KerasValue>();
  private readonly shapes = new Map<string, readonly number[]>();
  private matrixNumbers = 0;

  constructor(
    private readonly source: WeightSource,
    inputShape: readonly number[],
  ) {
    this.shapes.set(inputName, inputShape);
  }

  /**
   * Adds a node that a layer becomes, under the layer's name or that name with a suffix, and gives
   * its value. Throws `model-unsupported` where the layer does not fit its input.
   */
  add(config: LayerConfig, node: Unnamed<NetworkNode>, inputs: readonly string[], suffix = ''): KerasValue {
    if (node.kind === 'resample') this.matrixNumbers += node.matrix.data.length;
    if (this.matrixNumbers > mostMatrixNumbers) throw config.refuse('is one change of size too many for this model');
    const name = this.freeName(`${config.path}${suffix}`);
    const named = { ...node, name, inputs };
    const shape = this.shapeOf(config, named);
    this.nodes.push(named);
    this.shapes.set(name, shape);
    return { node: name, shape };
  }

  setWeight(node: string, role: string, shape: readonly number[], data: Float32Array): void {
    this.weights.set(`${node}/${role}`, { shape, data });
  }

  /** The layer's arrays, as Keras has them, each of the shape given. */
  read(
    { config, place }: LayerCall,
    wanted: readonly { readonly names: readonly string[]; readonly shape: readonly number[] }[],
  ): Float32Array[] {
    const arrays = this.source.read(
      place,
      wanted.map(({ names }) => names),
    );
    return wanted.map(({ names, shape }, index) => {
      const array = arrays[index];
      if (array.shape.join() === shape.join() && array.data.length === elementCount(shape)) return array.data;
      throw unreadable({
        fault: 'keras-weight-shape',
        weight: names[0],
        path: config.path,
        shape: array.shape.join(', '),
        expected: shape.join(', '),
      });
    });
  }

  private shapeOf(config: LayerConfig, node: NetworkNode): readonly number[] {
    try {
      return createLayer(
        node,
        node.inputs.map((input) => this.shapes.get(input) ?? []),
      ).outputShape;
    } catch (error) {
      if (!(error instanceof EngineError) || error.code !== 'network-invalid') throw error;
      throw config.refuse(`does not fit: ${error.message.replace(/\.$/, '')}`);
    }
  }

  private freeName(wanted: string): string {
    let name = wanted;
    for (let number = 2; this.shapes.has(name); number++) name = `${wanted}_${number}`;
    return name;
  }
}

/** The layer's only input. */
export function onlyValue({ config, inputs }: LayerCall, translation: Translation): KerasValue {
  if (inputs.length !== 1) throw config.refuse(`has ${inputs.length} inputs where one belongs`);
  return valueOf(config, inputs[0], translation);
}

/** A layer's input, which no pending zeros surround. */
export function plainValue(call: LayerCall, translation: Translation): KerasValue {
  return withoutMargins(call.config, onlyValue(call, translation));
}

/** The layer's only input as an image [C, H, W]. */
export function imageOf(call: LayerCall, translation: Translation): KerasValue {
  const value = onlyValue(call, translation);
  if (value.shape.length === 3) return value;
  throw call.config.refuse('takes an image here, and gets a vector');
}

export function valueOf(config: LayerConfig, name: ValueName, translation: Translation): KerasValue {
  const value = translation.values.get(name);
  if (!value) throw unreadable({ fault: 'layer-reads-missing-value', path: config.path });
  if (value.softmax) throw config.refuse('comes after a softmax, which has to be the last layer here');
  return value;
}

export function withoutMargins(config: LayerConfig, value: KerasValue): KerasValue {
  if (!value.margins) return value;
  throw config.refuse('comes right after ZeroPadding2D, which only convolutions and pooling take over here');
}

/** Refuses images whose channels come first. */
export function requireChannelsLast(config: LayerConfig): void {
  if (config.text('data_format', 'channels_last') === 'channels_last') return;
  throw config.refuse('keeps its channels first (data_format), which is not read here');
}

/** Keras's padding, "same" or "valid". */
export function paddingOf(config: LayerConfig): 'same' | 'valid' {
  const padding = config.text('padding', 'valid').toLowerCase();
  if (padding === 'same' || padding === 'valid') return padding;
  throw config.refuse(`has the padding "${padding}", which is not read here`);
}
