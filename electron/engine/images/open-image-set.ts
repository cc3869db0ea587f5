import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { readableSets } from '../../../shared/domain/image-formats.js';
import type { ImageSource } from '../../../shared/domain/images.js';
import { shippedSize } from '../../../shared/domain/shipped-size.js';
import type { EngineError } from '../base/error.js';
import { pictureFormatOf } from './decode/table.js';
import { cannotOpen, headBytes, isGzip, openBytes } from './file-bytes.js';
import type { FoundSet } from './formats/set-format.js';
import { fileFormatOf, folderFormatOf } from './formats/table.js';
import type { ImageSet } from './image.js';
import { shippedCount, shippedImages } from './shipped.js';
import { refuseUnread } from './unread-formats.js';
import { unreadable } from './unreadable.js';

export interface OpenOptions {
  /** The model's input, where marks are stamped, and a seed: what the shipped set is made by. */
  readonly input?: { readonly width: number; readonly height: number; readonly channels: 1 | 3 };
  readonly stampAt?: 'model-input' | 'native';
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

/**
 * Opens the images that a spec names: a set of one of the formats, which its first bytes tell, or the
 * shipped one. Relative paths start at `baseFolder`. Throws `images-unreadable` or `images-empty`, naming files by their base name.
 */
export async function openImageSet(source: ImageSource, baseFolder: string, options: OpenOptions = {}): Promise<ImageSet> {
  if (source.source === 'shipped') {
    const input = options.input ?? { width: 224, height: 224, channels: 1 };
    const size = shippedSize(source.longerSide, options.stampAt ?? 'model-input', input);
    return shippedImages({ count: shippedCount, seed: options.seed ?? 0, channels: input.channels, ...size });
  }
  const path = resolve(baseFolder, source.path);
  const labels = source.labels === undefined ? undefined : resolve(baseFolder, source.labels);
  const entry = await stat(path).catch((cause: unknown) => {
    throw cannotOpen(basename(path), cause);
  });
  const found = { path, labels, bits: source.bits, dicom: source.dicom, signal: options.signal };
  const set = entry.isDirectory() ? await openFolder(found) : await openFile(found);
  if (source.dicom && set.provenance.kind !== 'dicom') throw unreadable({ fault: 'dicom-settings-for-others', name: basename(path) });
  return set;
}

async function openFolder(found: FoundSet): Promise<ImageSet> {
  const format = await folderFormatOf(found.path, found.signal);
  if (!format) throw notASet(basename(found.path));
  return format.open(found);
}

/** Whether a file is meant as images, by its first bytes as they are on disk: what is compressed is taken for them. */
export function looksLikeImages(head: Uint8Array, name: string): boolean {
  return isGzip(head) || (fileFormatOf(head, name) ?? pictureFormatOf(head)) !== undefined;
}

async function openFile(found: FoundSet): Promise<ImageSet> {
  const source = await openBytes(found.path);
  const head = source.read(0, Math.min(headBytes, source.size));
  const format = fileFormatOf(head, source.name);
  if (format) return format.open({ ...found, source });
  if (pictureFormatOf(head)) throw unreadable({ fault: 'picture-for-folder', name: source.name });
  refuseUnread(head, source.name);
  throw notASet(source.name);
}

function notASet(name: string): EngineError {
  return unreadable({ fault: 'images-unrecognised', name, readableSets });
}
