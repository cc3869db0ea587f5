import type { ModelSource, OutputKind, ModelInput } from '../../../shared/domain/model.js';
import { EngineError } from '../base/error.js';
import { answersByCompany, repeatTolerance } from './answers-vary.js';
import { settleBatch } from './probing/batch.js';
import { normalise } from '../onnx/graph/normalise.js';
import { answersInBatches, noiseImages, observe } from './probing/probe.js';
import type { ObservedTensor } from '../onnx/graph/observed-tensor.js';
import { extract } from '../onnx/graph/surgery.js';
import { Topology } from '../onnx/graph/topology.js';
import { planInput, type InputPlan, type ModelQuestion } from './input-layout.js';
import { chooseOutput } from './output-choice.js';
import { findHead, kindOfAnswers, type OutputHead, type OutputReading } from './output-head.js';
import { floatValue } from '../onnx/nodes.js';
import { opsetOf, type OnnxModel } from '../onnx/model.js';
import type { ModelProto } from '../onnx/onnx_pb.js';
import { elementCount } from '../base/numbers/shape.js';

/** A model in one form whatever exporter wrote it, with everything learnt by running it. */
export interface PreparedModel {
  readonly source: OnnxModel;
  /** One input, one output: the logits (`head.tensor`). Weights are initializers. */
  readonly proto: ModelProto;
  readonly topology: Topology;
  readonly inputName: string;
  readonly input: ModelInput;
  /** Shape of one example as the graph takes it: [C, H, W], [H, W, C], [H, W] or [F]. */
  readonly exampleShape: readonly number[];
  /** Number of images that the graph insists on; undefined when it takes any number. */
  readonly fixedBatch: number | undefined;
  /** By how much answers depend on the other images of a batch, where that is more than rounding by the batch's range. */
  readonly companyDifference: number | undefined;
  readonly outputName: string;
  readonly head: OutputHead;
  readonly outputKind: OutputKind;
  readonly outputReading: string;
  /** Number of answers K. */
  readonly outputs: number;
  /** Every tensor as a run with `observedBatch` images left it. */
  readonly observed: ReadonlyMap<string, ObservedTensor>;
  readonly observedBatch: number;
  readonly questions: readonly ModelQuestion[];
  readonly notes: readonly string[];
}

/** Sizes that networks are commonly trained at, tried where a graph leaves its size free. */
const usualSides = [224, 28, 32, 64, 96, 128, 160, 192, 256, 299, 48, 112];

const activationKinds: Record<NonNullable<OutputHead['activation']>, OutputKind> = {
  Softmax: 'logits',
  LogSoftmax: 'logits',
  Sigmoid: 'sigmoid-logits',
};

async function runsAt(model: ModelProto, plan: InputPlan, side: number): Promise<boolean> {
  const shape = plan.exampleShape(plan.height ?? side, plan.width ?? side);
  const batch = plan.batch ?? 1;
  try {
    await answersInBatches(model, noiseImages(batch, shape), [batch], shape);
    return true;
  } catch {
    return false;
  }
}

/** Height and width; where the graph leaves them free, by trying which usual sizes it runs at. */
async function settleSize(model: ModelProto, plan: InputPlan): Promise<{ height: number; width: number; questions: ModelQuestion[] }> {
  if (plan.height !== undefined && plan.width !== undefined) return { height: plan.height, width: plan.width, questions: [] };
  const sides: number[] = [];
  for (const side of usualSides) if (await runsAt(model, plan, side)) sides.push(side);
  const [side] = sides.length > 0 ? sides : usualSides;
  const question: ModelQuestion = {
    field: 'inputSize',
    question: 'At which height and width was the model trained? Its graph leaves them free.',
    proposal: `${plan.height ?? side} x ${plan.width ?? side}`,
    blocking: sides.length !== 1,
  };
  return { height: plan.height ?? side, width: plan.width ?? side, questions: [question] };
}

/** Throws unless a tensor holds one list of answers an image: [N, K], [N, K, 1, 1] or, for a batch of 1, [K]. */
function requireAnswerRows(tensor: ObservedTensor | undefined, name: string, batch: number): void {
  const shape = tensor?.shape ?? [];
  const rows = batch === 1 && shape.length === 1 ? [1, ...shape] : shape;
  const wide = rows.slice(1).filter((size) => size !== 1);
  if (tensor?.type === 'float32' && rows[0] === batch && wide.length <= 1 && wide[0] !== 0) return;
  throw new EngineError('model-output-unsupported', { fault: 'output-shape-unsupported', name, shape: shape.join(', '), batch });
}

function readKind(source: ModelSource | undefined, head: OutputHead, answers: Float32Array, outputs: number): OutputReading {
  if (head.activation) return { kind: activationKinds[head.activation], how: `the graph ends in ${head.activation}` };
  if (source?.output) return { kind: source.output, how: 'stated in the spec' };
  return kindOfAnswers(answers, outputs);
}

async function prepare(model: OnnxModel, source: ModelSource | undefined): Promise<PreparedModel> {
  const normal = normalise(model.proto);
  const choice = chooseOutput(model, source);
  const single = extract(normal, { inputs: [model.input], outputs: [floatValue(choice.name, undefined)] });
  const plan = planInput(model, new Topology(single.graph ?? model.graph), source);
  const size = await settleSize(single, plan);
  const exampleShape = plan.exampleShape(size.height, size.width);
  const settled = await settleBatch(single, plan.batch, exampleShape);
  const observedBatch = settled.fixedBatch ?? 3;
  const input = floatValue(model.input.name, [settled.fixedBatch ?? 'N', ...exampleShape]);
  const { tensors: observed, answers } = await observe(settled.model, input, observedBatch, exampleShape);
  const head = findHead(choice.name, new Topology(settled.model.graph ?? model.graph), observed, opsetOf(model.proto));
  requireAnswerRows(observed.get(choice.name), choice.name, observedBatch);
  const outputs = elementCount(observed.get(head.tensor)?.shape ?? []) / observedBatch;
  const proto = extract(settled.model, { inputs: [input], outputs: [floatValue(head.tensor, undefined)] });
  const reading = readKind(source, head, answers, outputs);
  const kindQuestion: ModelQuestion = {
    field: 'output',
    question: 'Are the answers inputs of one softmax (one class an image) or of a sigmoid each (several labels an image)?',
    proposal: 'logits',
    blocking: false,
  };
  const unclear = reading.kind === 'logits' && !head.activation && !source?.output;
  // Numbers that are rounded by the range of what comes together are exact for one image at a time.
  const roundsByBatch = (settled.model.graph?.node ?? []).some(({ opType }) => opType === 'DynamicQuantizeLinear');
  return {
    source: model,
    proto,
    topology: new Topology(proto.graph ?? model.graph),
    inputName: model.input.name,
    input: { layout: plan.layout, channels: plan.channels, height: size.height, width: size.width },
    exampleShape,
    fixedBatch: settled.fixedBatch,
    companyDifference: roundsByBatch ? undefined : settled.companyDifference,
    outputName: choice.name,
    head,
    outputKind: reading.kind,
    outputReading: reading.how,
    outputs,
    observed,
    observedBatch,
    questions: [...plan.questions, ...size.questions, ...choice.questions, ...(unclear ? [kindQuestion] : [])],
    notes: [...plan.notes, ...(roundsByBatch && settled.companyDifference !== undefined ? [oneAtATime(settled.companyDifference)] : [])],
  };
}

function oneAtATime(difference: number): string {
  return `The graph rounds its numbers by the range of a whole batch (answers differ by up to ${difference.toPrecision(2)}), so the model is asked for one image at a time.`;
}

const prepared = new WeakMap<OnnxModel, Map<string, Promise<PreparedModel>>>();

/** Brings a model into the one form that scoring, cutting and importing start from; done once a model and source. */
export function prepareModel(model: OnnxModel, source?: ModelSource): Promise<PreparedModel> {
  const key = JSON.stringify([source?.output, source?.outputName, source?.layout, source?.inputSize]);
  const ofModel = prepared.get(model) ?? new Map<string, Promise<PreparedModel>>();
  prepared.set(model, ofModel);
  const known = ofModel.get(key) ?? prepare(model, source);
  ofModel.set(key, known);
  return known;
}

/**
 * Throws `model-input-unsupported` where the graph leaves open what scoring needs to know, and
 * `model-answers-vary` where an image has another answer in other company.
 */
export function requireAnswers(model: PreparedModel): void {
  if ((model.companyDifference ?? 0) > repeatTolerance) throw answersByCompany(model.source.name, model.companyDifference ?? 0);
  const open = model.questions.find(({ blocking }) => blocking);
  if (!open) return;
  throw new EngineError('model-input-unsupported', {
    fault: 'model-question-open',
    question: open.question,
    field: open.field,
    proposal: open.proposal,
  });
}
