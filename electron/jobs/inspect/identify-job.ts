import { basename } from 'node:path';
import { readAnyModel } from '../../engine/models/read-model.js';
import type { JobHandler } from '../job.js';

/** Says which model a file is, without running it: by the hash that results name it by. */
export const identifyJob: JobHandler<'identify'> = {
  resumable: false,
  async run({ path }) {
    const { sha256 } = await readAnyModel(path);
    return { sha256, name: basename(path) };
  },
};
