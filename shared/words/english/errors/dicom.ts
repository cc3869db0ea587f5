import { picture } from './picture.js';
import { said } from './said.js';

/** Errors of DICOM files. None of them tells a value of a header but sizes and numbers of bits. */

const exportOtherwise = 'Export the images as DICOM without compression, or as PNG files of 16 bits.';
const leaveOut = 'Leave the file out.';

export const dicomErrors = {
  'dicom-expected': ({ name }: { readonly name: string }) => picture(name, 'is not a DICOM file'),
  'dicom-damaged': ({ name }: { readonly name: string }) => picture(name, 'is a DICOM file that ends early or is damaged'),
  'dicom-too-many-attributes': ({ name }: { readonly name: string }) =>
    picture(name, 'is a DICOM file with more attributes than can be read', leaveOut),
  'dicom-inflates-too-far': ({ name }: { readonly name: string }) =>
    picture(name, 'is a deflated DICOM file that grows too large', exportOtherwise),
  'dicom-syntax-unread': ({ name, syntax }: { readonly name: string; readonly syntax: string | undefined }) =>
    picture(
      name,
      syntax === undefined
        ? 'is a DICOM file in a transfer syntax that Engram does not know'
        : `is a DICOM file with ${syntax}, which is not read`,
      exportOtherwise,
    ),
  'dicom-without-pictures': ({ name }: { readonly name: string }) =>
    picture(name, 'holds DICOM data without pictures', 'Give the folder that holds the images.'),
  'dicom-too-many-pixels': ({
    name,
    columns,
    rows,
    maximumSide,
  }: {
    readonly name: string;
    readonly columns: number;
    readonly rows: number;
    readonly maximumSide: number;
  }) =>
    picture(
      name,
      `declares ${columns} x ${rows} pixels`,
      `DICOM pictures of 1 to ${maximumSide} pixels a side and up to 64 million samples can be read.`,
    ),
  'dicom-frames': ({ name }: { readonly name: string }) => picture(name, 'declares a number of frames that no file has', leaveOut),
  'dicom-photometric-unread': ({ name }: { readonly name: string }) =>
    picture(name, 'is a DICOM file in colours that are not read (photometric interpretation)', exportOtherwise),
  'dicom-samples': ({ name, samples, photometric }: { readonly name: string; readonly samples: number; readonly photometric: string }) =>
    picture(
      name,
      `is a DICOM file of ${samples} samples a pixel and the photometric interpretation ${photometric}, which do not go together`,
    ),
  'dicom-bits-unread': ({
    name,
    bitsAllocated,
    bitsStored,
  }: {
    readonly name: string;
    readonly bitsAllocated: number;
    readonly bitsStored: number;
  }) =>
    picture(
      name,
      `is a DICOM file of ${bitsStored} bits stored in ${bitsAllocated}`,
      'DICOM pictures of 1 to 16 bits, in 1, 8, 12 or 16 allocated ones, can be read.',
    ),
  'dicom-float-pixels': ({ name }: { readonly name: string }) =>
    picture(name, 'is a DICOM file with pixels as floating-point numbers', 'Export the images with whole numbers of up to 16 bits.'),
  'dicom-pixels-cut-short': ({ name }: { readonly name: string }) =>
    picture(name, 'is a DICOM file that holds fewer pixels than it declares'),
  'dicom-frames-missing': ({ name, found, frames }: { readonly name: string; readonly found: number; readonly frames: number }) =>
    picture(name, `declares ${frames} frames, and ${found} can be told apart in it`),
  'dicom-frame-damaged': ({ name }: { readonly name: string }) => picture(name, 'is a DICOM file with damaged image data'),
  'dicom-frame-size': ({
    name,
    width,
    height,
    columns,
    rows,
  }: {
    readonly name: string;
    readonly width: number;
    readonly height: number;
    readonly columns: number;
    readonly rows: number;
  }) =>
    picture(
      name,
      `is a DICOM file of ${columns} x ${rows} pixels whose image data is of another kind (${width} x ${height} pixels)`,
      leaveOut,
    ),
  'dicom-palette-missing': ({ name }: { readonly name: string }) => picture(name, 'is a DICOM file with a palette that is not complete'),
  'dicom-palette-segmented': ({ name }: { readonly name: string }) =>
    picture(name, 'is a DICOM file with a palette in segments, which is not read', exportOtherwise),
  'dicom-bits-stated': ({ name }: { readonly name: string }) =>
    said(
      `"${name}" holds DICOM files, which say themselves how many bits a pixel has.`,
      'Leave the bits of a pixel empty.',
      'Leave "bits" out.',
    ),
  'dicom-settings-for-others': ({ name }: { readonly name: string }) =>
    said(`"${name}" holds no DICOM files, and settings for them were given.`, 'Choose the folder again.', 'Leave "dicom" out.'),
};
