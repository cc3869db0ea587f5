import type { ErrorData, Result } from '../../shared/domain/error.js';

/** A failed result on its way to whoever reports it, within one process. */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(readonly data: ErrorData) {
    super(data.message);
  }
}

/** The value of a result; throws `Failure` when there is none. */
export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) {
    throw new Failure(result.error);
  }
  return result.value;
}
