import { castTo, GraphBuilder, type Value } from '../../onnx/graph-builder.js';
import { sum } from '../layers/expressions.js';
import { hasGradient, type EmissionContext } from '../layers/layer.js';
import type { Shape } from '../../base/numbers/shape.js';
import { within, type FedInput, type StepProgram } from '../../runtimes/step-session.js';
import { emitLoss, emitLossGradient, type Loss } from './losses.js';
import { emitBackward, emitForward } from '../network-graph.js';
import type { Optimizer } from './optimizers/optimizer.js';
import type { ResolvedNetwork } from '../shapes.js';

/**
 * The graph of one training step on a batch of N examples. It takes weights and optimizer slots and
 * gives them back, with the summed loss and the number of right answers. N is free, so that it
 * serves the smaller last batch, too.
 */
export interface StepGraph extends StepProgram {
  /** Dropout nodes, each fed with `dropoutInput(node)` [N, 2]. */
  readonly dropouts: readonly string[];
}

export const examplesInput = 'examples';
export const targetsInput = 'targets';
export const stepSizeInput = 'step size';
export const lossOutput = 'loss';
export const correctOutput = 'correct';
export const dropoutInput = (node: string): string => `dropout ${node}`;
export const slotName = (slot: string, weight: string): string => `${slot} of ${weight}`;

export interface StepGraphOptions {
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly weightDecay: number;
  readonly frozen: ReadonlySet<string>;
  /** Whether the runtime has operators of the trainer's own. */
  readonly composites: boolean;
}

export function buildStepGraph(resolved: ResolvedNetwork, options: StepGraphOptions): StepGraph {
  const { optimizer, frozen } = options;
  const body = new GraphBuilder('step', options.composites);
  const dropouts = new Set<string>();
  const constants = constantWeights(resolved, frozen);
  const context: EmissionContext = {
    graph: body,
    mode: 'training',
    weight: (name) => (constants.has(name) ? name : within(name)),
    isFrozen: (name) => constants.has(name),
    dropoutKeys(node) {
      dropouts.add(node);
      return within(dropoutInput(node));
    },
  };
  const emitted = emitForward(resolved, context, within(examplesInput));
  const targets = within(targetsInput);
  const { perExample, correct } = emitLoss(body, options.loss, emitted.logits, targets, resolved.outputs);
  const perLogit = emitLossGradient(body, options.loss, emitted.logits, targets, resolved.outputs);
  const count = body.op('Cast', [body.op('Size', [perExample])], castTo('float32'));
  const trained = resolved.weights.filter((weight) => hasGradient(weight) && !constants.has(weight.name));
  const names = new Set(trained.map(({ name }) => name));
  const gradients = emitBackward(resolved, emitted, body, body.op('Div', [perLogit, count]), names, 'sum-over-batch');

  const next = new Map<string, { shape: Shape; value: Value }>();
  for (const { name, shape } of trained) {
    const slots = optimizer.slots.map((slot) => slotName(slot, name));
    const updated = optimizer.emit(body, {
      weight: within(name),
      gradient: withDecay(body, gradients.get(name) ?? name, within(name), options.weightDecay),
      slots: slots.map(within),
      stepSize: within(stepSizeInput),
    });
    next.set(name, { shape, value: updated.weight });
    slots.forEach((slot, index) => next.set(slot, { shape, value: updated.slots[index] }));
  }
  for (const { name, shape } of resolved.weights) {
    const value = emitted.updates.get(name);
    if (value !== undefined) next.set(name, { shape, value });
  }
  const state = [...next].map(([name, { shape, value }]) => ({ name, shape, value }));
  const fed = fedInputs(resolved, [...dropouts]);
  const sums = [perExample, correct].map((value) => sum(body, value, [0]));

  state.forEach(({ name, shape }) => body.input(within(name), shape));
  fed.forEach(({ name, shape, type }) => body.input(within(name), shape, type));
  state.forEach(({ shape, value }) => body.output(value, shape));
  sums.forEach((value) => body.output(value, []));
  const kept = resolved.weights.filter(({ name }) => constants.has(name));
  return { body, state, constants: kept, fed, dropouts: [...dropouts], outputs: sums };
}

/** Frozen weights, and the moving statistics of a batch normalisation whose weights are all frozen. */
function constantWeights(resolved: ResolvedNetwork, frozen: ReadonlySet<string>): ReadonlySet<string> {
  const constants = new Set(frozen);
  for (const { layer } of resolved.nodes) {
    const allFrozen = layer.weights.filter(hasGradient).every(({ name }) => frozen.has(name));
    if (allFrozen) layer.weights.forEach(({ name }) => constants.add(name));
  }
  return constants;
}

function withDecay(graph: GraphBuilder, gradient: Value, weight: Value, decay: number): Value {
  return decay === 0 ? gradient : graph.op('Add', [gradient, graph.op('Mul', [weight, graph.scalar(decay)])]);
}

function fedInputs({ network, outputs }: ResolvedNetwork, dropouts: readonly string[]): FedInput[] {
  return [
    { name: examplesInput, shape: ['N', ...network.inputShape], type: 'float32' },
    { name: targetsInput, shape: ['N', outputs], type: 'float32' },
    { name: stepSizeInput, shape: [], type: 'float32' },
    ...dropouts.map((node) => ({ name: dropoutInput(node), shape: ['N', 2], type: 'int64' }) as const),
  ];
}
