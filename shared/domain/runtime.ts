import { z } from 'zod';

/** Runtimes that compute networks, and what people call them; electron/engine/runtimes has a folder for each. */
export const runtimeLabels = {
  onnx: 'ONNX Runtime',
  tensorflow: 'TensorFlow',
} as const;
export type RuntimeName = keyof typeof runtimeLabels;

export const runtimeNames = Object.keys(runtimeLabels) as readonly RuntimeName[];
export const runtimeNameSchema = z.enum(runtimeNames);

/** The runtime that ships with the app: the others may or may not be on a machine. */
export const embeddedRuntime: RuntimeName = 'onnx';

/** `auto` takes a runtime that computes on a graphics card where it passes its self-test and the work is worth it. */
export const runtimeChoiceSchema = z.enum(['auto', ...runtimeNames]);
export type RuntimeChoice = z.infer<typeof runtimeChoiceSchema>;

/** What computed, and why that. */
export const runtimeRecordSchema = z.strictObject({ name: runtimeNameSchema, reason: z.string() });
export type RuntimeRecord = z.infer<typeof runtimeRecordSchema>;
