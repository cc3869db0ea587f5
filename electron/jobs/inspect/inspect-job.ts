import type { JobHandler } from '../job.js';
import { describeImages } from './describe-images.js';
import { describeModelFile } from './describe-model.js';
import { kindOf } from './kind-of.js';

/** Says what a file or folder is, model or set of images, and what an audit would still have to be told. */
export const inspectJob: JobHandler<'inspect'> = {
  resumable: false,
  async run({ path, outputName, bits }, context) {
    context.onProgress({ phase: 'load', done: 0, total: 1, unit: 'files' });
    const kind = await kindOf(path);
    return kind === 'model'
      ? { kind, ...(await describeModelFile(path, outputName, context)) }
      : { kind, ...(await describeImages({ source: 'path', path, bits }, context.signal)) };
  },
};
