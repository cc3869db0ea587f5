import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EngineError } from '../../base/error.js';
import { openBytes, type ByteSource } from '../file-bytes.js';
import { maximumClasses } from '../limits.js';
import { unreadable } from '../unreadable.js';
import { isIdx, readIdxHeader } from './idx/header.js';
import { isNpy, readNpyHeader } from './npy/header.js';

/**
 * The file of labels that belongs to a file of images by the usual names:
 * train-images-idx3-ubyte -> train-labels-idx1-ubyte, with or without .gz.
 */
export async function findIdxLabels(imagesPath: string): Promise<string | undefined> {
  const name = basename(imagesPath);
  const renamed = name.replace('images', 'labels').replace('idx3', 'idx1');
  if (renamed === name) return undefined;
  const other = renamed.endsWith('.gz') ? renamed.slice(0, -3) : `${renamed}.gz`;
  for (const candidate of [renamed, other]) {
    const path = join(dirname(imagesPath), candidate);
    if (await isReadable(path)) return path;
  }
  return undefined;
}

async function isReadable(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Labels [N] from an IDX or NPY file of whole numbers or a JSON list; one for each of `count` images. */
export async function readLabels(path: string, count: number, imagesName: string): Promise<Int32Array> {
  const source = await openBytes(path);
  const values = readNumbers(source);
  if (values.length !== count) {
    throw new EngineError('images-unreadable', {
      fault: 'labels-of-other-images',
      name: source.name,
      values: values.length,
      imagesName,
      count,
    });
  }
  const wrong = values.findIndex((value) => !Number.isInteger(value) || value < 0 || value > maximumClasses);
  if (wrong >= 0) throw unreadable({ fault: 'label-not-a-class', name: source.name, wrong });
  return Int32Array.from(values);
}

/** A file of labels is small: at most one 8-byte number an image of the largest set. */
const maximumLabelBytes = 128 * 1024 * 1024;

function readNumbers(source: ByteSource): number[] {
  if (source.size > maximumLabelBytes) throw unreadable({ fault: 'labels-file-too-large', name: source.name, size: source.size });
  const start = source.read(0, Math.min(8, source.size));
  if (isIdx(start)) return readIdxNumbers(source);
  if (isNpy(start)) return readNpyNumbers(source);
  if (start[0] === 0x5b) return readJsonNumbers(source);
  throw unreadable({ fault: 'labels-expected', name: source.name });
}

function readIdxNumbers(source: ByteSource): number[] {
  const { type, dimensions, offset } = readIdxHeader(source);
  if (dimensions.length !== 1) throw unreadable({ fault: 'images-for-labels', name: source.name });
  const kind = { 0x08: 'u1', 0x09: 'i1', 0x0b: 'i2', 0x0c: 'i4' }[type];
  if (kind === undefined) throw unreadable({ fault: 'labels-not-whole-numbers', name: source.name });
  return readIntegers(source, offset, dimensions[0], kind, false);
}

function readNpyNumbers(source: ByteSource): number[] {
  const { type, littleEndian, shape, offset } = readNpyHeader(source);
  if (shape.length !== 1) throw unreadable({ fault: 'labels-shape', name: source.name, shape: shape.join(', ') });
  if (!/^[iu][1248]$/.test(type)) throw unreadable({ fault: 'labels-not-whole-numbers', name: source.name });
  return readIntegers(source, offset, shape[0], type, littleEndian);
}

function readJsonNumbers(source: ByteSource): number[] {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(source.read(0, source.size)).toString('utf8'));
  } catch (cause) {
    throw unreadable({ fault: 'labels-not-json', name: source.name }, cause);
  }
  if (!Array.isArray(value)) throw unreadable({ fault: 'labels-not-a-list', name: source.name });
  return value.map((label: unknown) => (typeof label === 'number' ? label : NaN));
}

function readIntegers(source: ByteSource, offset: number, count: number, type: string, littleEndian: boolean): number[] {
  const width = Number(type[1]);
  const bytes = source.read(offset, count * width);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const readers: Readonly<Record<string, (at: number) => number>> = {
    u1: (at) => view.getUint8(at),
    i1: (at) => view.getInt8(at),
    u2: (at) => view.getUint16(at, littleEndian),
    i2: (at) => view.getInt16(at, littleEndian),
    u4: (at) => view.getUint32(at, littleEndian),
    i4: (at) => view.getInt32(at, littleEndian),
    u8: (at) => Number(view.getBigUint64(at, littleEndian)),
    i8: (at) => Number(view.getBigInt64(at, littleEndian)),
  };
  return Array.from({ length: count }, (_, index) => readers[type](index * width));
}
