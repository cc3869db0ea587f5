import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../../engine/base/error.js';
import type { Memory } from '../../engine/comparisons/subject.js';
import { writeFileAtomically } from '../atomic-file.js';

const digestLength = 32;

/**
 * Keeps measured values under a folder, a file a name: SHA-256 of the values, then the values as
 * float64. A file is there in full or not at all, so a killed audit goes on at the next name.
 */
export function fileMemory(folder: string): Memory {
  return {
    async values(name, compute) {
      await mkdir(folder, { recursive: true });
      const path = join(folder, `${name}.f64`);
      const kept = await readKept(path, name);
      if (kept) return kept;
      const values = await compute();
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      await writeFileAtomically(path, Buffer.concat([digest(bytes), bytes]));
      return values;
    },
  };
}

/** Keeps nothing: for controls, which take seconds. */
export const noMemory: Memory = { values: (_name, compute) => compute() };

async function readKept(path: string, name: string): Promise<Float64Array | undefined> {
  let file: Buffer;
  try {
    file = await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const bytes = Uint8Array.from(file.subarray(digestLength));
  if (file.length < digestLength || bytes.length % 8 !== 0 || !digest(bytes).equals(file.subarray(0, digestLength))) {
    throw new EngineError(
      'state-damaged',
      `What the audit kept to resume from is damaged (${name}).`,
      'Delete the output folder and run the audit again.',
    );
  }
  return new Float64Array(bytes.buffer);
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
