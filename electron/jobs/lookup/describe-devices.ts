import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { devicesSchema, type Devices } from '../../../shared/domain/lookup.js';
import { controlFolder, controls } from '../../engine/controls/control.js';
import { tryProviders, type ProviderState } from '../../engine/runtimes/onnx/providers.js';
import { graphicsCards } from '../../engine/runtimes/tensorflow/device.js';
import { hasTensorflow } from '../../engine/runtimes/tensorflow/library.js';
import type { Task } from '../job.js';

const nothing = z.strictObject({});

const names: Record<ProviderState['provider'], string> = {
  cpu: 'Processor',
  cuda: 'NVIDIA GPU (CUDA)',
  dml: 'Windows GPU (DirectML)',
  coreml: 'Apple (Core ML)',
  webgpu: 'GPU (WebGPU)',
};

/** On what the engine can run here, and why not on the rest. */
export const describeDevicesTask: Task<z.output<typeof nothing>, Devices> = {
  name: 'describe-devices',
  input: nothing,
  output: devicesSchema,
  async run() {
    const model = await readFile(fileURLToPath(new URL('model.onnx', controlFolder(controls[0]))));
    const providers = (await tryProviders(model)).map(({ provider, available, detail }) => ({ name: names[provider], available, detail }));
    return [...providers, describeTensorflow()];
  },
};

function describeTensorflow(): Devices[number] {
  const available = hasTensorflow();
  const card = graphicsCards()
    ? 'an NVIDIA card is here'
    : 'no NVIDIA card is here, so onnxruntime is taken unless a spec asks for TensorFlow';
  return { name: 'TensorFlow', available, detail: available ? card : 'its library is not installed: npm run tensorflow:install' };
}
