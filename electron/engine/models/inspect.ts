import type { ModelFormat, ModelSource, OutputKind, ModelInput } from '../../../shared/domain/model.js';
import { describeArchitecture, type Architecture } from './architecture.js';
import { opsetOf, declaredShape, type OnnxModel } from '../onnx/model.js';
import { operatorName } from '../onnx/nodes.js';
import { elementCount } from '../base/numbers/shape.js';
import { TensorProto_DataType as DataType } from '../onnx/onnx_pb.js';
import { foldedPreprocessing, type PixelRange } from './folded-preprocessing.js';
import type { ModelQuestion } from './input-layout.js';
import { prepareModel, type PreparedModel } from './prepared-model.js';

export type { Architecture } from './architecture.js';
export type { ModelQuestion } from './input-layout.js';

/** What a model is, what was found out about it, and what must be asked. */
export interface ModelDescription {
  readonly format: ModelFormat;
  /** What the file is, where it is no ONNX file but was translated. */
  readonly translatedFrom: string | undefined;
  readonly sha256: string;
  readonly opset: number;
  /** Exporter and its version, as the file names them. */
  readonly producer: string;
  readonly inputName: string;
  readonly input: ModelInput;
  /** The input as the graph declares it; undefined where a size is free. */
  readonly declaredInput: readonly (number | undefined)[];
  /** Number of images that the graph insists on; undefined when it takes any number. */
  readonly fixedBatch: number | undefined;
  readonly outputName: string;
  readonly outputNames: readonly string[];
  readonly outputKind: OutputKind;
  /** How the output kind was found, in words. */
  readonly outputReading: string;
  /** Number of answers K; a single sigmoid counts as 1. */
  readonly outputs: number;
  /** Number of classes: two for a single sigmoid, else K. */
  readonly classes: number;
  readonly parameters: number;
  /** Nodes of each operator, most frequent first. */
  readonly operators: readonly { readonly operator: string; readonly count: number }[];
  readonly architecture: Architecture;
  readonly questions: readonly ModelQuestion[];
  /** Further findings in words, such as preprocessing that the graph does itself. */
  readonly notes: readonly string[];
  /** The pixel values that its own preprocessing takes, where the graph has some that tells. */
  readonly pixelRange?: PixelRange;
}

function countOperators(model: PreparedModel): ModelDescription['operators'] {
  const counts = new Map<string, number>();
  for (const node of model.topology.graph.node) counts.set(operatorName(node), (counts.get(operatorName(node)) ?? 0) + 1);
  return [...counts]
    .map(([operator, count]) => ({ operator, count }))
    .sort((a, b) => b.count - a.count || a.operator.localeCompare(b.operator));
}

/** Number of trained values: all floating-point weights that lead to the output. */
export function countParameters(model: PreparedModel): number {
  return model.topology.graph.initializer
    .filter(({ dataType }) => dataType !== DataType.INT64 && dataType !== DataType.INT32 && dataType !== DataType.BOOL)
    .reduce((sum, { dims }) => sum + elementCount(dims), 0);
}

/**
 * Describes a model by its graph and by running it on noise. What the graph leaves open comes back
 * as questions with the best guess; scoring refuses to start while a blocking one is unanswered.
 */
export async function describeModel(model: OnnxModel, source?: ModelSource): Promise<ModelDescription> {
  const ready = await prepareModel(model, source);
  const folded = foldedPreprocessing(ready);
  return {
    format: model.translatedFrom?.format ?? 'onnx',
    translatedFrom: model.translatedFrom?.words,
    sha256: model.sha256,
    opset: opsetOf(model.proto),
    producer: `${model.proto.producerName} ${model.proto.producerVersion}`.trim(),
    inputName: ready.inputName,
    input: ready.input,
    declaredInput: declaredShape(model.input) ?? [],
    fixedBatch: ready.fixedBatch,
    outputName: ready.outputName,
    outputNames: model.graph.output.map(({ name }) => name),
    outputKind: ready.outputKind,
    outputReading: ready.outputReading,
    outputs: ready.outputs,
    classes: ready.outputs === 1 ? 2 : ready.outputs,
    parameters: countParameters(ready),
    operators: countOperators(ready),
    architecture: describeArchitecture(ready),
    questions: ready.questions,
    notes: [...ready.notes, ...folded.notes],
    pixelRange: folded.range,
  };
}
