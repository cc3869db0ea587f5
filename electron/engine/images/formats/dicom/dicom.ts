import { basename, dirname, join } from 'node:path';
import { dicomSettingsSchema, type DicomSettings } from '../../../../../shared/domain/dicom.js';
import { throwIfCancelled } from '../../../base/error.js';
import { sha256 } from '../../../base/files/digest.js';
import { readPictureFile } from '../../decode/picture.js';
import { readHead } from '../../file-bytes.js';
import { combineHashes } from '../../file-hash.js';
import type { ImageSet } from '../../image.js';
import { unreadable } from '../../unreadable.js';
import { checkIndex } from '../array-images.js';
import { isPictureName, listFiles } from '../folder/listing.js';
import { readLabels } from '../labels.js';
import type { FoundSet, SetFormat } from '../set-format.js';
import { Census } from './census.js';
import { codecs } from './codecs/table.js';
import { readDataSet, type DataSet } from './data-set.js';
import { displayFrame } from './display.js';
import { requireNativePixels } from './native-frame.js';
import { pixelLayoutOf, type PixelLayout } from './pixel-layout.js';
import { beginningOf } from './recognise.js';
import { tags } from './tags.js';

/** Folders of DICOM files, nested as studies and series are, and single files; a DICOMDIR stands for its folder. */
export const dicomFiles: SetFormat = {
  file: { sniff: (head) => beginningOf(head) !== undefined, open: openFile },
  folder: { sniff: isMostlyDicom, open: openFolder },
};

/** What a person may leave out. */
const defaults = dicomSettingsSchema.parse({});

async function isDicom(path: string): Promise<boolean> {
  const head = await readHead(path).catch(() => undefined);
  return head !== undefined && beginningOf(head) !== undefined;
}

/** Whether a folder holds more DICOM files than pictures: a disc of a study has a viewer with icons beside it. */
async function isMostlyDicom(root: string, signal?: AbortSignal): Promise<boolean> {
  const { files: pictures, skipped } = await listFiles(root, isPictureName, signal);
  if (skipped <= pictures.length) return false;
  const { files } = await listFiles(root, async (path) => !isPictureName(path) && (await isDicom(path)), signal);
  return files.length > pictures.length;
}

async function openFolder(found: FoundSet): Promise<ImageSet> {
  const { files, skipped } = await listFiles(found.path, isDicom, found.signal);
  return openFiles(found, found.path, files, skipped);
}

async function openFile(found: FoundSet): Promise<ImageSet> {
  const name = basename(found.path);
  const isDirectory = readDataSet(await readPictureFile(found.path), name).attributes.has(tags.directoryRecords);
  return isDirectory ? openFolder({ ...found, path: dirname(found.path) }) : openFiles(found, dirname(found.path), [name], 0);
}

/** A file with pictures, and the number of its first image in the set. */
interface Source {
  readonly path: string;
  readonly first: number;
}

async function openFiles(
  { path, labels, bits, dicom, signal }: FoundSet,
  root: string,
  files: readonly string[],
  skipped: number,
): Promise<ImageSet> {
  const name = basename(path);
  if (bits !== undefined) throw unreadable({ fault: 'dicom-bits-stated', name });
  const settings = dicom ?? defaults;
  const census = new Census();
  const sources: Source[] = [];
  const hashes: { name: string; sha256: string }[] = [];
  let count = 0;
  for (const file of files) {
    throwIfCancelled(signal);
    const source = { path: join(root, file), first: count };
    const bytes = await readPictureFile(source.path);
    const opened = openPixels(bytes, basename(file));
    if (!opened) continue;
    const images = Math.ceil(opened.layout.frames / settings.everyFrame);
    census.add(opened.dataSet, opened.layout, images, settings);
    hashes.push({ name: file, sha256: sha256(bytes) });
    sources.push(source);
    count += images;
  }
  if (count === 0) throw unreadable({ fault: 'dicom-without-pictures', name });
  const decoder = inWords(census, settings, { files: sources.length, without: files.length - sources.length, skipped });
  const reader = new FrameReader(sources, settings);
  return {
    count,
    labels: labels === undefined ? undefined : await readLabels(labels, count, name),
    labelNames: undefined,
    provenance: { kind: 'dicom', sha256: combineHashes(hashes), decoder, count },
    attributes: census.attributes,
    async read(index) {
      checkIndex(index, count);
      return reader.read(index);
    },
  };
}

interface OpenedPixels {
  readonly dataSet: DataSet;
  readonly layout: PixelLayout;
}

function openPixels(bytes: Uint8Array, name: string): OpenedPixels | undefined {
  const dataSet = readDataSet(bytes, name);
  const layout = pixelLayoutOf(dataSet);
  if (layout && dataSet.syntax.codec === 'none') requireNativePixels(dataSet, layout);
  return layout && { dataSet, layout };
}

/** Reads frames by their number in the set. A file of several is kept until another is read. */
class FrameReader {
  private kept: { readonly path: string; readonly opened: OpenedPixels } | undefined;

  constructor(
    private readonly sources: readonly Source[],
    private readonly settings: DicomSettings,
  ) {}

  async read(index: number) {
    const { path, first } = this.sourceOf(index);
    const { dataSet, layout } = await this.open(path);
    const frame = (index - first) * this.settings.everyFrame;
    if (frame >= layout.frames) throw unreadable({ fault: 'set-changed', name: basename(path) });
    return displayFrame(dataSet, layout, frame, this.settings);
  }

  private async open(path: string): Promise<OpenedPixels> {
    if (this.kept?.path === path) return this.kept.opened;
    const name = basename(path);
    const opened = openPixels(await readPictureFile(path), name);
    if (!opened) throw unreadable({ fault: 'set-changed', name });
    this.kept = opened.layout.frames > 1 ? { path, opened } : undefined;
    return opened;
  }

  /** The last source that begins at or before the image, by halving. */
  private sourceOf(index: number): Source {
    let [low, high] = [0, this.sources.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.sources[middle].first <= index) low = middle;
      else high = middle - 1;
    }
    return this.sources[low];
  }
}

/** What was done to the pixels, for the provenance of a result. */
function inWords(
  census: Census,
  settings: DicomSettings,
  { files, without, skipped }: Record<'files' | 'without' | 'skipped', number>,
): string {
  const counted = census.attributes.map(({ values }) => values.map(({ value, count }) => `${value} (${count})`).join(', '));
  return [
    `DICOM: dicom-parser 1.8.21 and own transforms, ${files} files`,
    ...census.codecs.flatMap((codec) => (codec === 'none' ? [] : [codecs[codec].decoder])),
    ...counted,
    ...(settings.everyFrame > 1 ? [`of files of several frames every ${settings.everyFrame}th`] : []),
    ...(without > 0 ? [`${without} DICOM files without pictures skipped`] : []),
    ...(skipped > 0 ? [`${skipped} files of other kinds skipped`] : []),
  ].join('; ');
}
