import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { writeThrough } from '../../../files/durable-file.js';
import { EngineError } from '../../base/error.js';
import { elementCount } from '../../base/numbers/shape.js';
import type { WeightArray } from '../network.js';

/**
 * A file of named arrays of 32-bit numbers with a note in JSON: checkpoints, and the state of a
 * training. Two lines of text, the header's length, the header, the arrays, and a SHA-256 over all.
 */
const preamble = Buffer.from('ENGRAM ARRAYS 1\nWeights or training state of Engram; its export to ONNX opens in any viewer.\n');
const checksumBytes = 32;

const headerSchema = z.strictObject({
  note: z.unknown(),
  arrays: z.array(z.strictObject({ name: z.string(), shape: z.array(z.int().min(1)) })),
});

export type NamedArrays = ReadonlyMap<string, WeightArray>;

/**
 * Writes the file under a temporary name, brings it to the disk and then gives it its own name: a
 * reader finds the old file or the new one, whole. Makes its folder too. Throws `output-unwritable`.
 */
export async function writeArrayFile(path: string, note: unknown, arrays: NamedArrays): Promise<void> {
  const described = [...arrays].map(([name, { shape }]) => ({ name, shape }));
  const header = Buffer.from(JSON.stringify({ note, arrays: described }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const parts = [preamble, length, header, ...[...arrays.values()].map(({ data }) => bytesOf(data))];
  const hash = createHash('sha256');
  parts.forEach((part) => hash.update(part));
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeThrough(`${path}.part`, path, [...parts, hash.digest()]);
  } catch (cause) {
    throw new EngineError('output-unwritable', { fault: 'training-file-unwritable' }, { cause });
  }
}

/** Reads the file, or gives undefined where there is none; throws `state-damaged` when it is not whole. */
export async function readArrayFile(path: string): Promise<{ note: unknown; arrays: NamedArrays } | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
  return parseArrayFile(bytes);
}

function parseArrayFile(bytes: Buffer): { note: unknown; arrays: NamedArrays } {
  const headerStart = preamble.length + 4;
  if (bytes.length < headerStart + checksumBytes || !bytes.subarray(0, preamble.length).equals(preamble)) throw damaged();
  const end = bytes.length - checksumBytes;
  const checksum = createHash('sha256').update(bytes.subarray(0, end)).digest();
  if (!checksum.equals(bytes.subarray(end))) throw damaged();
  // The checksum is right: what follows was written by this file's own writer.
  const headerEnd = headerStart + bytes.readUInt32LE(preamble.length);
  const header = headerSchema.parse(JSON.parse(bytes.toString('utf8', headerStart, headerEnd)));
  const arrays = new Map<string, WeightArray>();
  let offset = headerEnd;
  for (const { name, shape } of header.arrays) {
    const data = new Float32Array(elementCount(shape));
    const next = offset + data.byteLength;
    if (next > end) throw damaged();
    bytesOf(data).set(bytes.subarray(offset, next));
    arrays.set(name, { shape, data });
    offset = next;
  }
  return { note: header.note, arrays };
}

function bytesOf(data: Float32Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function damaged(): EngineError {
  return new EngineError('state-damaged', { fault: 'training-file-damaged' });
}
