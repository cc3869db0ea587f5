import { failed, type Result } from '../../../shared/domain/error.js';
import type { Ending } from './worker-process.js';

/** What the caller of a job is told, however it ended after `attempts`. */
export function answer(ending: Ending, attempts: number): Result<unknown> {
  switch (ending.kind) {
    case 'answered':
      return ending.result;
    case 'cancelled':
      return failed('cancelled', 'The work was cancelled.', 'Run the same command again to resume it.');
    case 'hung':
      return failed(
        'engine-hung',
        `The engine process stopped answering (${ending.detail}) and was ended.`,
        'Run the same command again to resume. If it happens again, try a smaller batchSize or another model file.',
      );
    case 'crashed':
      return ending.outOfMemory
        ? failed(
            'out-of-memory',
            'The engine process ran out of memory.',
            'Set a smaller batchSize, or fewer --processes, and run the same command again.',
          )
        : failed(
            'engine-crashed',
            `The engine process ended unexpectedly${attempts > 1 ? ' twice' : ''} (${ending.detail}).`,
            'Run the same command again to resume. If it happens again, the model file may be damaged: check it with inspect.',
          );
  }
}
