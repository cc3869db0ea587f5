import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Devices } from '../../../shared/domain/lookup.js';
import { controlFolder, controls } from '../../engine/controls/control.js';
import { runtimes } from '../../engine/runtimes/table.js';
import type { LookupHandler } from '../job.js';

/** On what the engine can run here, and why not on the rest. */
export const describeDevices: LookupHandler<'describe-devices'> = async () => {
  const sample = await readFile(fileURLToPath(new URL('model.onnx', controlFolder(controls[0]))));
  const devices: Devices = [];
  for (const runtime of runtimes) devices.push(...(await runtime.devices(sample)));
  return devices;
};
