/** Where evidence is written for somebody, beside what the register keeps of it. */
export interface Destination {
  /** Writes all of it or nothing; throws `Failure` or coded errors. */
  write(bytes: Uint8Array): Promise<void>;
  /** Takes back what was written. */
  remove(): Promise<void>;
}

/**
 * Writes the file first and records then what was done: a disk that is full spends no signature, and the
 * journal tells of no file that is not there. A file whose deed cannot be recorded goes again.
 */
export async function recordOnceWritten<Value>(
  destination: Destination | undefined,
  bytes: Uint8Array,
  record: () => Promise<Value>,
): Promise<Value> {
  await destination?.write(bytes);
  try {
    return await record();
  } catch (error) {
    await destination?.remove();
    throw error;
  }
}
