import type { Result } from '../../../shared/domain/error.js';
import type { Ending } from './worker-process.js';
import { failed } from '../../../shared/words/errors.js';

/** What the caller of a job is told, however it ended after `attempts`. */
export function answer(ending: Ending, attempts: number): Result<unknown> {
  switch (ending.kind) {
    case 'answered':
      return ending.result;
    case 'cancelled':
      return failed('cancelled', { fault: 'cancelled' });
    case 'hung':
      return failed('engine-hung', { fault: 'engine-silent', detail: ending.detail });
    case 'exceeded':
      return ending.exceeded?.what === 'memory'
        ? failed('out-of-memory', { fault: 'work-exceeds-memory', work: ending.exceeded.work })
        : failed('engine-hung', { fault: 'work-exceeds-time', work: ending.exceeded?.work ?? 'answering' });
    case 'crashed':
      return ending.outOfMemory
        ? failed('out-of-memory', { fault: 'engine-out-of-memory' })
        : failed('engine-crashed', { fault: 'engine-ended', attempts, detail: ending.detail });
  }
}
