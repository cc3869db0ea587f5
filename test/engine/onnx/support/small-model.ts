import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create, toBinary } from '@bufbuild/protobuf';
import { afterAll } from 'vitest';
import { EngineError } from '../../../../electron/engine/base/error.js';
import { readModelFile } from '../../../../electron/engine/onnx/model-file.js';
import { floatValue, operatorNode } from '../../../../electron/engine/onnx/nodes.js';
import { ModelProtoSchema, type ModelProto } from '../../../../electron/engine/onnx/onnx_pb.js';
import { floatTensor } from '../../../../electron/engine/onnx/tensors.js';

/** Where the models of a file of tests lie, while it runs. */
export const folder = mkdtempSync(join(tmpdir(), 'model-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** y = relu(x + w): the smallest model there is, changed by `change`. */
export function smallModel(change: (model: ModelProto) => void = () => undefined): ModelProto {
  const model = create(ModelProtoSchema, { irVersion: 8n, producerName: 'test', opsetImport: [{ domain: '', version: 17n }] });
  model.graph = {
    ...create(ModelProtoSchema, { graph: { name: 'g' } }).graph,
    node: [operatorNode('Add', ['x', 'w'], ['h']), operatorNode('Relu', ['h'], ['y'])],
    initializer: [floatTensor('w', [4], Float32Array.of(1, 2, 3, 4))],
    input: [floatValue('x', ['N', 4])],
    output: [floatValue('y', ['N', 4])],
  } as ModelProto['graph'];
  change(model);
  return model;
}

export async function write(name: string, content: ModelProto | Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'object' && '$typeName' in content ? toBinary(ModelProtoSchema, content) : content);
  return path;
}

export function graphOf(model: ModelProto): NonNullable<ModelProto['graph']> {
  if (!model.graph) throw new Error('The model has no graph.');
  return model.graph;
}

/** Code, message and hint of the refusal. */
export async function refused(path: string): Promise<string[]> {
  return readModelFile(path).then(
    () => ['was read'],
    (error: unknown) => {
      if (!(error instanceof EngineError)) throw error;
      return [error.code, error.message, error.hint];
    },
  );
}
