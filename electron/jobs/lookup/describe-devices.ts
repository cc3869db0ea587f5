import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { devicesSchema, type Devices } from '../../../shared/domain/lookup.js';
import { controlFolder, controls } from '../../engine/controls/control.js';
import { runtimes } from '../../engine/runtimes/table.js';
import type { Task } from '../job.js';

const nothing = z.strictObject({});

/** On what the engine can run here, and why not on the rest. */
export const describeDevicesTask: Task<z.output<typeof nothing>, Devices> = {
  name: 'describe-devices',
  input: nothing,
  output: devicesSchema,
  async run() {
    const sample = await readFile(fileURLToPath(new URL('model.onnx', controlFolder(controls[0]))));
    const devices: Devices = [];
    for (const runtime of runtimes) devices.push(...(await runtime.devices(sample)));
    return devices;
  },
};
