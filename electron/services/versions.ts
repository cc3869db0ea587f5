import { createRequire } from 'node:module';
import { z } from 'zod';

const packageSchema = z.object({ version: z.string() });
const load = createRequire(import.meta.url);

export function engramVersion(): string {
  return packageSchema.parse(load('../../package.json')).version;
}

/** One line for each part whose version decides numbers. */
export function versions(): string[] {
  return [
    `engram ${engramVersion()}`,
    `onnxruntime-node ${packageSchema.parse(load('onnxruntime-node/package.json')).version}`,
    `node ${process.versions.node}, ${process.platform} ${process.arch}`,
  ];
}
