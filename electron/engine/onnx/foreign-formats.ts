import type { ForeignFormatName } from '../../../shared/domain/model.js';
import { EngineError } from '../base/error.js';

interface ForeignFormat {
  readonly name: ForeignFormatName;
  matches(head: Buffer): boolean;
}

function startsWith(...bytes: number[]): (head: Buffer) => boolean {
  return (head) => bytes.every((byte, index) => head[index] === byte);
}

/** What people pick by mistake, told by its first bytes; earlier entries go first. */
const formats: readonly ForeignFormat[] = [
  { name: 'png', matches: startsWith(0x89, 0x50, 0x4e, 0x47) },
  { name: 'jpeg', matches: startsWith(0xff, 0xd8, 0xff) },
  {
    name: 'pytorch',
    matches: (head) => startsWith(0x50, 0x4b, 0x03, 0x04)(head) && head.includes('data.pkl'),
  },
  { name: 'zip', matches: startsWith(0x50, 0x4b, 0x03, 0x04) },
  {
    name: 'pickle',
    matches: (head) => head[0] === 0x80 && head[1] >= 2 && head[1] <= 5,
  },
  { name: 'gzip', matches: startsWith(0x1f, 0x8b) },
  {
    name: 'tensorflow-lite',
    matches: (head) => head.toString('latin1', 4, 8) === 'TFL3',
  },
  {
    name: 'ort',
    matches: (head) => head.toString('latin1', 4, 8) === 'ORTM',
  },
  {
    name: 'git-lfs',
    matches: (head) => head.toString('latin1', 0, 23) === 'version https://git-lfs',
  },
  { name: 'json', matches: startsWith(0x7b) },
  {
    name: 'safetensors',
    matches: (head) => head[8] === 0x7b && head[7] === 0 && head[6] === 0,
  },
];

/** Throws `model-unreadable` when the first bytes belong to a file of another kind. */
export function refuseForeignFormat(name: string, head: Buffer): void {
  const format = formats.find((candidate) => candidate.matches(head));
  if (format) throw new EngineError('model-unreadable', { fault: 'format-for-model', name, format: format.name });
}
