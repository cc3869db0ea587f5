import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { readModelFile } from '../../../electron/engine/onnx/model-file.js';
import { operatorNode } from '../../../electron/engine/onnx/nodes.js';
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  FunctionProtoSchema,
  NodeProtoSchema,
  type AttributeProto,
  type FunctionProto,
} from '../../../electron/engine/onnx/onnx_pb.js';
import { graphOf, refused, smallModel, write } from './support/small-model.js';

function attributeOf(name: string, value: { f?: number; refAttrName?: string }): AttributeProto {
  return create(AttributeProtoSchema, { name, type: AttributeType.FLOAT, ...value });
}

describe('functions of a model', () => {
  const bias = (name: string) => attributeOf('value_float', { refAttrName: name });
  const withFunction = (change: (body: FunctionProto) => void = () => undefined) =>
    smallModel((model) => {
      const body = create(FunctionProtoSchema, {
        name: 'Shifted',
        domain: 'pkg.torch',
        input: ['a'],
        output: ['b'],
        attribute: ['by'],
        opsetImport: [{ domain: '', version: 17n }],
        node: [
          create(NodeProtoSchema, { opType: 'Constant', output: ['c'], attribute: [bias('by')] }),
          operatorNode('Add', ['a', 'c'], ['b']),
        ],
      });
      change(body);
      model.functions = [body];
      graphOf(model).node[1] = create(NodeProtoSchema, {
        name: 'call',
        opType: 'Shifted',
        domain: 'pkg.torch',
        input: ['h'],
        output: ['y'],
        attribute: [attributeOf('by', { f: 0.5 })],
      });
    });

  it('are put in the place of their calls', async () => {
    const model = await readModelFile(await write('function.onnx', withFunction()));
    expect(model.proto.functions).toEqual([]);
    expect(model.graph.node.map(({ opType, input, output }) => [opType, ...input, '->', ...output].join(' '))).toEqual([
      'Add x w -> h',
      'Constant -> Shifted.0/c',
      'Add h Shifted.0/c -> y',
    ]);
    expect(model.graph.node[1].attribute[0]).toMatchObject({ name: 'value_float', f: 0.5 });
  });

  it('are refused where they hide a custom operator, call themselves or are of another operator set', async () => {
    const custom = withFunction((body) => (body.node[1].domain = 'hospital.tools'));
    expect(await refused(await write('function.onnx', custom))).toEqual([
      'model-unsupported',
      'The hospital.tools.Add node "Shifted.0/b" is a custom operator, which could run code of its own.',
      'Only the standard ONNX operators are run; export the model without custom operators.',
    ]);
    const endless = withFunction(
      (body) => (body.node[1] = create(NodeProtoSchema, { opType: 'Shifted', domain: 'pkg.torch', input: ['a'], output: ['b'] })),
    );
    expect(await refused(await write('function.onnx', endless))).toEqual([
      'model-unsupported',
      'The model has more than 20000 nodes, or functions that call each other without end.',
      'Models of this size are not audited here.',
    ]);
    const other = withFunction((body) => (body.opsetImport[0].version = 18n));
    expect(await refused(await write('function.onnx', other))).toEqual([
      'model-unsupported',
      'The function "Shifted" is written in operator set 18, the model in 17.',
      'Inline the functions with onnx.inliner.inline_local_functions, or export the model again.',
    ]);
  });
});
