import type { ModelSource, ModelInput } from '../../../shared/domain/model.js';
import { EngineError, type Fault } from '../base/error.js';
import { layoutEvidence, type LayoutEvidence } from '../onnx/graph/layout-evidence.js';
import type { Topology } from '../onnx/graph/topology.js';
import { shapeText } from '../onnx/image-input.js';
import { declaredShape, type OnnxModel } from '../onnx/model.js';

/** Something that the graph does not settle, in words, with the best guess. */
export interface ModelQuestion {
  /** Field of the spec's `model` that answers it. */
  readonly field: 'layout' | 'inputSize' | 'output' | 'outputName';
  readonly question: string;
  readonly proposal: string;
  /** Whether the model cannot be scored before it is answered. */
  readonly blocking: boolean;
}

/** The image input as far as declarations go; sides that the graph leaves free are undefined. */
export interface InputPlan {
  readonly layout: ModelInput['layout'];
  readonly channels: number;
  readonly height: number | undefined;
  readonly width: number | undefined;
  readonly batch: number | undefined;
  readonly questions: readonly ModelQuestion[];
  readonly notes: readonly string[];
  /** The graph's own per-example shape, once height and width are known. */
  exampleShape(height: number, width: number): number[];
}

type Shape = readonly (number | undefined)[];

function refuse(fault: Fault): EngineError {
  return new EngineError('model-input-unsupported', fault);
}

function fromKeras(model: OnnxModel): boolean | undefined {
  const producer = model.proto.producerName.toLowerCase();
  if (/tf2onnx|keras|tensorflow/.test(producer)) return true;
  return producer.includes('pytorch') ? false : undefined;
}

function checkChannels(model: OnnxModel, channels: number): void {
  if (channels === 1 || channels === 3) return;
  throw refuse({ fault: 'input-channels-unsupported', name: model.input.name, channels });
}

function checkSize(source: ModelSource | undefined, height: number | undefined, width: number | undefined): void {
  const stated = source?.inputSize;
  if (!stated || ((height ?? stated.height) === stated.height && (width ?? stated.width) === stated.width)) return;
  throw refuse({ fault: 'input-size-differs', statedHeight: stated.height, statedWidth: stated.width, height, width });
}

/** [N, F]: pixels in rows; colour planes or interleaved as the exporter's framework flattens. */
function planFlat(model: OnnxModel, source: ModelSource | undefined, shape: Shape, evidence: LayoutEvidence): InputPlan {
  const features = shape[1] ?? evidence.features;
  if (features === undefined) throw refuse({ fault: 'input-length-free', name: model.input.name });
  const size = source?.inputSize;
  const channels = size ? features / (size.height * size.width) : Number.isInteger(Math.sqrt(features)) ? 1 : 3;
  const side = Math.sqrt(features / channels);
  const height = size?.height ?? side;
  const width = size?.width ?? side;
  if (!Number.isInteger(height) || !Number.isInteger(width) || (channels !== 1 && channels !== 3)) {
    throw refuse(
      size
        ? { fault: 'input-values-not-of-size', name: model.input.name, features, ...size }
        : { fault: 'input-values-not-square', name: model.input.name, features },
    );
  }
  const base = { channels, height, width, batch: shape[0], exampleShape: () => [features] };
  if (channels === 1) return { ...base, layout: 'NF', questions: [], notes: [] };
  const keras = fromKeras(model);
  const layout = source?.layout ?? (keras ? 'NHWC' : 'NCHW');
  const question: ModelQuestion = {
    field: 'layout',
    question: 'Are the colours of a flattened image interleaved (NHWC) or in planes (NCHW)?',
    proposal: layout,
    blocking: keras === undefined,
  };
  return { ...base, layout, questions: source?.layout ? [] : [question], notes: [] };
}

/** [N, H, W]: one grey image without a channel axis. */
function planGrey(source: ModelSource | undefined, shape: Shape): InputPlan {
  const height = shape[1] ?? source?.inputSize?.height;
  const width = shape[2] ?? source?.inputSize?.width;
  checkSize(source, height, width);
  return { layout: 'NHWC', channels: 1, height, width, batch: shape[0], questions: [], notes: [], exampleShape: (h, w) => [h, w] };
}

function isImageChannels(size: number | undefined): boolean {
  return size === 1 || size === 3;
}

/** [N, C, H, W] or [N, H, W, C]: told by the graph's first layers, else by which axis can be channels. */
function planSpatial(model: OnnxModel, source: ModelSource | undefined, shape: Shape, evidence: LayoutEvidence): InputPlan {
  const planes = isImageChannels(shape[1]);
  const interleaved = isImageChannels(shape[3]);
  const questions: ModelQuestion[] = [];
  let layout = source?.layout ?? evidence.layout;
  if (!layout && planes !== interleaved) layout = planes ? 'NCHW' : 'NHWC';
  if (!layout) {
    layout = fromKeras(model) ? 'NHWC' : 'NCHW';
    questions.push({
      field: 'layout',
      question: `Which axis of the input ${shapeText(shape)} holds the colours?`,
      proposal: layout,
      blocking: true,
    });
  }
  const [channelAxis, rowAxis, columnAxis] = layout === 'NCHW' ? [1, 2, 3] : [3, 1, 2];
  const channels = shape[channelAxis] ?? evidence.channels ?? 3;
  checkChannels(model, channels);
  const height = shape[rowAxis] ?? source?.inputSize?.height;
  const width = shape[columnAxis] ?? source?.inputSize?.width;
  checkSize(source, height, width);
  const planar = layout === 'NCHW';
  return {
    layout,
    channels,
    height,
    width,
    batch: shape[0],
    questions,
    notes: [],
    exampleShape: (h, w) => (planar ? [channels, h, w] : [h, w, channels]),
  };
}

/** Reads the image input off the graph; throws `model-input-unsupported` where it is no image. */
export function planInput(model: OnnxModel, topology: Topology, source: ModelSource | undefined): InputPlan {
  const shape = declaredShape(model.input) ?? [];
  const evidence = layoutEvidence(topology, model.input.name);
  if (shape.length === 2) return planFlat(model, source, shape, evidence);
  if (shape.length === 3) return planGrey(source, shape);
  return planSpatial(model, source, shape, evidence);
}
