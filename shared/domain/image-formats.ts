/** Formats of single pictures, one row each. What decodes one is the row of its name in electron/engine/images/decode/table.ts. */
export const pictureFormats = {
  png: { files: 'PNG', endings: ['png'] },
  jpeg: { files: 'JPEG', endings: ['jpg', 'jpeg'] },
} as const satisfies Readonly<Record<string, PictureFormatRow>>;
export type PictureFormatName = keyof typeof pictureFormats;

interface PictureFormatRow {
  /** What its files are called, as in "PNG files". */
  readonly files: string;
  /** How the names of its files end, in small letters. */
  readonly endings: readonly string[];
}

/** "PNG or JPEG" */
export const pictureFiles = alternatives(Object.values(pictureFormats).map(({ files }) => files));

export const pictureEndings: readonly string[] = Object.values(pictureFormats).flatMap(({ endings }) => endings);

/** Formats of sets of images, one row each. What opens one is the row of its name in electron/engine/images/formats/table.ts. */
export const setFormats = {
  folder: { what: 'folder of pictures', given: `a folder of ${pictureFiles} files` },
  dicom: { what: 'DICOM files', given: 'a folder of DICOM files' },
  idx: { what: 'IDX file', given: 'an IDX file (.gz too)' },
  npy: { what: 'NPY file', given: 'a NPY file' },
  cifar: { what: 'CIFAR-10 batches', given: 'CIFAR-10 batches' },
} as const satisfies Readonly<Record<string, SetFormatRow>>;
export type SetFormatName = keyof typeof setFormats;

interface SetFormatRow {
  /** What such a set is called. */
  readonly what: string;
  /** What a person gives to bring one. */
  readonly given: string;
}

/** What a person may give as a set of images: "a folder of PNG or JPEG files, ... or CIFAR-10 batches". */
export const readableSets = alternatives(Object.values(setFormats).map(({ given }) => given));

/** "a, b or c" */
export function alternatives(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}

/** Formats of images that people bring and that are not read. */
export type UnreadFormatName = 'tiff' | 'nifti' | 'nrrd' | 'bmp' | 'gif' | 'webp' | 'jpeg-2000' | 'heic-or-avif';
