import { basename } from 'node:path';
import { identifyInputSchema, identifyOutcomeSchema, type IdentifyInput, type IdentifyOutcome } from '../../../shared/domain/job.js';
import { readAnyModel } from '../../engine/models/read-model.js';
import type { Job } from '../job.js';

/** Says which model a file is, without running it: by the hash that results name it by. */
export const identifyJob: Job<IdentifyInput, IdentifyOutcome> = {
  name: 'identify',
  input: identifyInputSchema,
  output: identifyOutcomeSchema,
  resumable: false,
  async run({ path }) {
    const { sha256 } = await readAnyModel(path);
    return { sha256, name: basename(path) };
  },
};
