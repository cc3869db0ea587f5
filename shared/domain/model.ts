import { z } from 'zod';

/**
 * What the model's raw outputs are. `softmax` and `sigmoid` are probabilities, `logits` are inputs
 * of a softmax, `sigmoid-logits` inputs of a sigmoid; with sigmoid kinds one output is a binary
 * model and several are a multi-label model.
 */
export const outputKindSchema = z.enum(['softmax', 'logits', 'sigmoid', 'sigmoid-logits']);
export type OutputKind = z.infer<typeof outputKindSchema>;

/** Kinds of model files: ONNX, Keras's two, TensorFlow.js's two, and TensorFlow's folder. */
export const modelFormatSchema = z.enum(['onnx', 'keras', 'keras-h5', 'tfjs-layers', 'tfjs-graph', 'saved-model']);
export type ModelFormat = z.infer<typeof modelFormatSchema>;

const side = z.int().min(0);

/** How a model takes an image: the order of an example's axes (NF: one flat row) and its size. */
export const modelInputSchema = z.strictObject({
  layout: z.enum(['NCHW', 'NHWC', 'NF']),
  channels: side,
  height: side,
  width: side,
});
export type ModelInput = Readonly<z.infer<typeof modelInputSchema>>;

export const modelSourceSchema = z.strictObject({
  /** Path of the model file, from the spec's folder. */
  path: z.string().min(1),
  /** Left out: read from the graph's last node, else from the answers on a few images. */
  output: outputKindSchema.optional(),
  /** Name of the output to read where the graph has several. */
  outputName: z.string().min(1).optional(),
  /** Layout of a four-dimensional input where its shape does not settle it. */
  layout: z.enum(['NCHW', 'NHWC']).optional(),
  /** Height and width where the graph leaves them free. */
  inputSize: z.strictObject({ height: z.int().min(1).max(4096), width: z.int().min(1).max(4096) }).optional(),
  /** The weights that training started from (kept initial checkpoint, or public weights). */
  initial: z.string().min(1).optional(),
});
export type ModelSource = z.infer<typeof modelSourceSchema>;

/** What people pick by mistake where a model is asked for. */
export type ForeignFormatName =
  'png' | 'jpeg' | 'pytorch' | 'zip' | 'pickle' | 'gzip' | 'tensorflow-lite' | 'ort' | 'git-lfs' | 'json' | 'safetensors';
