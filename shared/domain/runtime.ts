import { z } from 'zod';

/** Runtimes that compute networks: onnxruntime is always here, TensorFlow where its library is installed. */
export const runtimeNameSchema = z.enum(['onnx', 'tensorflow']);
export type RuntimeName = z.infer<typeof runtimeNameSchema>;

/** `auto` takes TensorFlow where it computes on a graphics card that passes its self-test and the work is worth it. */
export const runtimeChoiceSchema = z.enum(['auto', ...runtimeNameSchema.options]);
export type RuntimeChoice = z.infer<typeof runtimeChoiceSchema>;

/** What computed, and why that. */
export const runtimeRecordSchema = z.strictObject({ name: runtimeNameSchema, reason: z.string() });
export type RuntimeRecord = z.infer<typeof runtimeRecordSchema>;
