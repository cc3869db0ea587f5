import { copyFile, mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { readModelFile } from '../../../electron/engine/onnx/model-file.js';
import {
  ModelProtoSchema,
  TensorProto_DataLocation as DataLocation,
  TensorProto_DataType as DataType,
  TensorProtoSchema,
} from '../../../electron/engine/onnx/onnx_pb.js';
import { fixtureFolder } from '../models/fixture-models.js';
import { folder, graphOf, refused, smallModel, write } from './support/small-model.js';

describe('external data', () => {
  const external = (location: string, entries: Record<string, string> = {}) =>
    smallModel((model) => {
      graphOf(model).initializer[0] = create(TensorProtoSchema, {
        name: 'w',
        dims: [4n],
        dataType: DataType.FLOAT,
        dataLocation: DataLocation.EXTERNAL,
        externalData: Object.entries({ location, ...entries }).map(([key, value]) => ({ key, value })),
      });
    });
  const untrusted = 'External data must lie beside the model. Do not use this file unless you trust its origin; export the model again.';

  it("is read from the model's folder, at its offset", async () => {
    await write('weights.bin', new Uint8Array(Float32Array.of(9, 9, 5, 6, 7, 8).buffer));
    const path = await write('external.onnx', external('weights.bin', { offset: '8', length: '16' }));
    const model = await readModelFile(path);
    expect(Array.from(new Float32Array(model.graph.initializer[0].rawData.slice().buffer))).toEqual([5, 6, 7, 8]);
  });

  it('is part of the digest', async () => {
    const path = await write('external.onnx', external('weights.bin', { offset: '8' }));
    const before = (await readModelFile(path)).sha256;
    await write('weights.bin', new Uint8Array(Float32Array.of(9, 9, 5, 6, 7, 8.5).buffer));
    expect((await readModelFile(path)).sha256).not.toBe(before);
  });

  it.each([['../weights.bin'], ['/etc/hostname'], ['a/../../b'], ['C:\\weights.bin'], ['\\\\server\\share'], ['']])(
    'is refused outside the folder: %s',
    async (location) => {
      expect(await refused(await write('external.onnx', external(location)))).toEqual([
        'model-unreadable',
        'Tensor "w" asks for external data outside the model\'s folder.',
        untrusted,
      ]);
    },
  );

  it('is refused behind a link that leads out', async () => {
    const inside = join(folder, 'inside');
    await mkdir(inside);
    await write('outside.bin', new Uint8Array(16));
    await symlink(join(folder, 'outside.bin'), join(inside, 'link.bin'));
    const path = join(inside, 'linked.onnx');
    await copyFile(await write('external.onnx', external('link.bin')), path);
    expect(await refused(path)).toEqual([
      'model-unreadable',
      'The external data file "link.bin" of tensor "w" is a link out of the model\'s folder.',
      'Put the file itself beside the model.',
    ]);
  });

  it('is refused where it is missing, too short or of another length', async () => {
    expect(await refused(await write('external.onnx', external('gone.bin')))).toEqual([
      'model-unreadable',
      'The external data file "gone.bin" of tensor "w" is missing.',
      "Copy it into the model's folder: both files belong together.",
    ]);
    await truncate(await write('short.bin', new Uint8Array(64)), 20);
    const other = 'The data file belongs to another model or is truncated: copy both files again.';
    expect(await refused(await write('external.onnx', external('short.bin', { offset: '8', length: '16' })))).toEqual([
      'model-unreadable',
      'Tensor "w" does not fit its external data file "short.bin": it needs 16 bytes from byte 8 of 20.',
      other,
    ]);
    expect(await refused(await write('external.onnx', external('short.bin', { length: '8' })))).toEqual([
      'model-unreadable',
      'Tensor "w" does not fit its external data file "short.bin": it needs 16 bytes from byte 0 of 20.',
      other,
    ]);
    expect(await refused(await write('external.onnx', external('short.bin', { offset: '-4' })))).toEqual([
      'model-unreadable',
      'Tensor "w" has an external data offset that is no number.',
      'Export the model again.',
    ]);
  });

  it('is counted tensor by tensor: many that name the same bytes take them many times', async () => {
    const path = join(folder, 'amplified.onnx');
    await copyFile(new URL('../../fixtures/unsound-models/amplified-external-data.onnx', import.meta.url), path);
    await writeFile(join(folder, 'w.bin'), '');
    await truncate(join(folder, 'w.bin'), 400e6);
    await expect(readModelFile(path)).rejects.toMatchObject({
      code: 'model-unsupported',
      message: 'The model and its external data are larger than 500 MiB.',
    });
  });

  it("comes with models of PyTorch's second exporter", async () => {
    const model = await readModelFile(`${fixtureFolder}torch-vgg-dynamo-external.onnx`);
    expect(model.graph.initializer.every(({ dataLocation }) => dataLocation === DataLocation.DEFAULT)).toBe(true);
    expect(fromBinary(ModelProtoSchema, toBinary(ModelProtoSchema, model.proto)).graph?.node.length).toBe(model.graph.node.length);
  });
});
