import { throwIfCancelled } from '../../base/error.js';
import { writeCheckpoint } from './checkpoints.js';
import { runEpoch } from './epoch.js';
import { Evaluator } from './evaluation.js';
import type { Weights } from '../network.js';
import { createOptimizer } from './optimizers/create-optimizer.js';
import { learningRateAt } from './optimizers/schedule.js';
import { runtimeNamed } from '../../runtimes/table.js';
import { resolveNetwork, type ResolvedNetwork } from '../shapes.js';
import { requireFinite } from './divergence.js';
import { buildStepGraph } from './step-graph.js';
import { StepRunner } from './step-runner.js';
import { identifyTraining, requireOptions, type TrainingOptions } from './training-options.js';
import { readTrainingState, writeTrainingState, type EpochSummary, type TrainingIdentity, type TrainingState } from './training-state.js';

export type { TrainingData, Augmentation } from './batches.js';
export type { TrainingOptions } from './training-options.js';
export type { EpochSummary } from './training-state.js';

export interface TrainingOutcome {
  /** After the last epoch, or of the epoch with the lowest validation loss under early stopping. */
  readonly weights: Weights;
  readonly history: readonly EpochSummary[];
  /** The epoch (counted from 1) that `weights` come from. */
  readonly epoch: number;
  /** Runtime and device that trained; undefined where a finished training was read from its state. */
  readonly device: string | undefined;
}

/**
 * Trains a network by minibatches. The last batch of an epoch is smaller, as in Keras. Equal
 * options give equal bits on one machine with one thread count, whether the training ran through
 * or was killed and resumed from its state folder. Throws `network-invalid`, `training-diverged`,
 * `state-damaged`, `cancelled`.
 */
export async function trainNetwork(options: TrainingOptions): Promise<TrainingOutcome> {
  const resolved = resolveNetwork(options.network);
  requireOptions(options, resolved);
  const identity = options.stateFolder === undefined ? undefined : identifyTraining(options);
  const saved = options.stateFolder !== undefined && identity ? await readTrainingState(options.stateFolder, identity) : undefined;
  if (saved?.finished) return outcomeOf(saved, resolved, undefined, options);
  const start = saved ?? { steps: 0, history: [], bestEpoch: 0, finished: false, arrays: options.initialWeights, best: new Map() };

  const graph = buildStepGraph(resolved, {
    loss: options.loss,
    optimizer: createOptimizer(options.optimizer),
    weightDecay: options.optimizer.weightDecay ?? 0,
    frozen: new Set(options.frozen),
    composites: runtimeNamed(options.runtime).composites,
  });
  const arrays = new Map([...options.initialWeights, ...start.arrays]);
  const runner = await StepRunner.create(graph, resolved, arrays, options.seed, options);
  try {
    const evaluator = options.validation && (await Evaluator.create(resolved, options.loss, options));
    try {
      const state = await trainEpochs(options, runner, evaluator, start, identity);
      return outcomeOf(state, resolved, runner.device, options);
    } finally {
      await evaluator?.release();
    }
  } finally {
    await runner.release();
  }
}

async function trainEpochs(
  options: TrainingOptions,
  runner: StepRunner,
  evaluator: Evaluator | undefined,
  start: TrainingState,
  identity: TrainingIdentity | undefined,
): Promise<TrainingState> {
  let state = start;
  if (options.checkpointFolder !== undefined && state.history.length === 0) {
    await writeCheckpoint(options.checkpointFolder, 0, runner.weights());
  }
  while (!state.finished && state.history.length < options.epochs) {
    const epoch = state.history.length;
    throwIfCancelled(options.signal);
    const accuracies = state.history.map(({ accuracy }) => accuracy);
    const learningRate = learningRateAt(options.optimizer.learningRate, options.schedule, epoch, accuracies);
    const trained = await runEpoch(options, runner, epoch, state.steps, learningRate);
    requireFinite(runner.weights(), epoch);
    const validated = options.validation && (await evaluator?.evaluate(options.validation, runner.weights(), options.signal));
    const summary: EpochSummary = {
      epoch: epoch + 1,
      learningRate,
      loss: trained.loss,
      accuracy: trained.accuracy,
      ...(validated && { validationLoss: validated.loss, validationAccuracy: validated.accuracy }),
    };
    state = advance(state, summary, trained.steps, runner, options);
    if (options.checkpointFolder !== undefined) await writeCheckpoint(options.checkpointFolder, epoch + 1, runner.weights());
    if (options.stateFolder !== undefined && identity) await writeTrainingState(options.stateFolder, identity, state);
    options.onEpoch?.(summary);
  }
  return state;
}

/** The state after one more epoch: its best weights, and whether training ends here. */
function advance(state: TrainingState, summary: EpochSummary, steps: number, runner: StepRunner, options: TrainingOptions): TrainingState {
  const history = [...state.history, summary];
  const lowest = Math.min(Infinity, ...state.history.map(({ validationLoss }) => validationLoss ?? Infinity));
  const improved = options.earlyStopping !== undefined && (summary.validationLoss ?? Infinity) < lowest;
  const bestEpoch = improved ? summary.epoch : state.bestEpoch;
  const patienceOver = options.earlyStopping !== undefined && summary.epoch - bestEpoch >= options.earlyStopping.patience;
  return {
    steps: state.steps + steps,
    history,
    bestEpoch,
    finished: patienceOver || history.length >= options.epochs,
    arrays: runner.arrays(),
    best: improved ? copyWeights(runner.weights()) : state.best,
  };
}

function outcomeOf(state: TrainingState, resolved: ResolvedNetwork, device: string | undefined, options: TrainingOptions): TrainingOutcome {
  const arrays = state.bestEpoch > 0 ? state.best : new Map([...options.initialWeights, ...state.arrays]);
  const weights = new Map([...arrays].filter(([name]) => resolved.weights.some((weight) => weight.name === name)));
  return { weights, history: state.history, epoch: state.bestEpoch > 0 ? state.bestEpoch : state.history.length, device };
}

function copyWeights(weights: Weights): Weights {
  return new Map([...weights].map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]));
}
