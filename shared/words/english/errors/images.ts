import type { UnreadFormatName } from '../../../domain/image-formats.js';
import { said } from './said.js';
import { picture } from './picture.js';

/** Errors of images and of sets of images. */

interface Format {
  readonly what: string;
  readonly hint: string;
}

const export16 = 'Export the images as PNG files, of 16 bits where they have more than 8.';
const slices = 'Export its slices as PNG files of 16 bits.';
const convert = 'Convert the images to PNG files first.';

const unread: Readonly<Record<UnreadFormatName, Format>> = {
  tiff: { what: 'a TIFF file', hint: export16 },
  nifti: { what: 'a NIfTI file', hint: slices },
  nrrd: { what: 'a NRRD file', hint: slices },
  bmp: { what: 'a BMP file', hint: convert },
  gif: { what: 'a GIF file', hint: convert },
  webp: { what: 'a WebP file', hint: convert },
  'jpeg-2000': { what: 'a JPEG 2000 file', hint: export16 },
  'heic-or-avif': { what: 'a HEIC or AVIF file', hint: convert },
};

export const imagesErrors = {
  'png-expected': ({ name }: { readonly name: string }) => picture(name, 'is not a PNG file'),
  'ends-byte-inside-png': ({ name, bytes }: { readonly name: string; readonly bytes: number }) =>
    picture(name, `ends at byte ${bytes}, inside the PNG`),
  'ends-byte-inside-png-chunk': ({ name, bytes }: { readonly name: string; readonly bytes: number }) =>
    picture(name, `ends at byte ${bytes}, inside a PNG chunk`),
  'png-without-header': ({ name }: { readonly name: string }) => picture(name, 'is a PNG without a header'),
  'png-too-many-chunks': ({ name, maximumDataChunks }: { readonly name: string; readonly maximumDataChunks: number }) =>
    picture(name, `cuts its image data into more than ${maximumDataChunks} chunks`),
  'palette-png-without-usable-palette': ({ name }: { readonly name: string }) => picture(name, 'is a palette PNG without a usable palette'),
  'png-header-length': ({ name }: { readonly name: string }) => picture(name, 'has a PNG header of the wrong length'),
  'png-colour-unknown': ({ name, colourType, depth }: { readonly name: string; readonly colourType: number; readonly depth: number }) =>
    picture(name, `is a PNG of colour type ${colourType} with ${depth} bits, which the standard does not know`),
  'png-method-unknown': ({ name }: { readonly name: string }) =>
    picture(name, 'is a PNG with a compression, filter or interlace method that the standard does not know'),
  'png-filter-unknown': ({ name, filter }: { readonly name: string; readonly filter: number }) =>
    picture(name, `has a damaged row: PNG filter ${filter} does not exist`),
  'png-too-many-pixels': ({
    name,
    width,
    height,
    maximumSide,
  }: {
    readonly name: string;
    readonly width: number;
    readonly height: number;
    readonly maximumSide: number;
  }) => picture(name, `declares ${width} x ${height} pixels`, `Images of 1 to ${maximumSide} pixels a side can be read.`),
  'picture-too-many-bytes': ({
    name,
    width,
    height,
    maximumDecodedBytes,
  }: {
    readonly name: string;
    readonly width: number;
    readonly height: number;
    readonly maximumDecodedBytes: number;
  }) => picture(name, `declares ${width} x ${height} pixels, more than ${maximumDecodedBytes / 1024 ** 2} MiB`, 'Reduce the image first.'),
  'png-data-length': ({ name, data, expected }: { readonly name: string; readonly data: number; readonly expected: number }) =>
    picture(name, `holds ${data} bytes of image data and its size needs ${expected}`),
  'png-colour-beyond-palette': ({ name, index, entries }: { readonly name: string; readonly index: number; readonly entries: number }) =>
    picture(name, `uses colour ${index} of a palette of ${entries}`),
  'image-too-long-to-crop': ({
    width,
    height,
    targetWidth,
    targetHeight,
  }: {
    readonly width: number;
    readonly height: number;
    readonly targetWidth: number;
    readonly targetHeight: number;
  }) =>
    said(
      `An image of ${width} x ${height} pixels is too long to be cropped to ${targetWidth} x ${targetHeight}.`,
      'Leave such images out, or choose another fit to the input in the step Model.',
      'Leave such images out, or set preprocessing.fit to "pad" or "stretch".',
    ),
  'channels-unsupported': ({ channels }: { readonly channels: number }) =>
    said(
      `The model takes images of ${channels} channels.`,
      'Models of grey images (1 channel) and of colour images (3 channels) can be audited.',
    ),
  'colour-for-grey-model': ({ colour }: { readonly colour: string }) =>
    said(
      `The colour of the preprocessing is "${colour}", and the model takes grey images.`,
      'Set the colour to “automatic” or “grey” in the step Model.',
      'Set preprocessing.colour to "auto" or "grey".',
    ),
  'study-resized-in-floats': ({ name, resize }: { readonly name: string; readonly resize: string }) =>
    said(
      `The collection "${name}" of the study is resized by "${resize}", which gives floats, and a study keeps its images as bytes.`,
      'Choose a way of resizing of Pillow, such as "bilinear-antialias".',
    ),
  'preprocessing-numbers': ({ name, values, channels }: { readonly name: string; readonly values: number; readonly channels: number }) =>
    said(
      `The ${name} of the preprocessing has ${values} numbers, and the model takes ${channels} channel${channels === 1 ? '' : 's'}.`,
      `Give one number for all channels, or one for each, in the model's channel order.`,
    ),
  'file-ended-while-read': ({ file, offset, done }: { readonly file: string; readonly offset: number; readonly done: number }) =>
    picture(file, `ended at byte ${offset + done} while it was read`),
  'held-bytes-ended': ({ name, size }: { readonly name: string; readonly size: number }) =>
    picture(name, `ended at byte ${size} while it was read`),
  'gzip-incomplete': ({ name }: { readonly name: string }) => picture(name, 'is not a complete gzip file'),
  'gzip-too-large': ({ name, maximumHeldBytes }: { readonly name: string; readonly maximumHeldBytes: number }) =>
    picture(
      name,
      `holds more than ${maximumHeldBytes / 1024 ** 2} MiB when decompressed`,
      'Decompress it first (gunzip): an uncompressed file is read in pieces, whatever its size.',
    ),
  'file-not-regular': ({ name }: { readonly name: string }) =>
    picture(name, 'is not a regular file', 'Give the path of a file or a folder of images.'),
  'file-not-found': ({ name }: { readonly name: string }) =>
    picture(name, 'was not found', 'Choose the file or folder again.', 'Check the path; a relative path starts at the folder of the spec.'),
  'file-not-permitted': ({ name }: { readonly name: string }) =>
    picture(name, 'may not be read by this user', 'Ask for read permission, or copy the images to a folder you can read.'),
  'jpeg-too-many-pixels': ({
    name,
    width,
    height,
    maximumDecodedBytes,
  }: {
    readonly name: string;
    readonly width: number;
    readonly height: number;
    readonly maximumDecodedBytes: number;
  }) => picture(name, `declares ${width} x ${height} pixels`, `JPEG images of up to ${maximumDecodedBytes / 4} pixels can be read.`),
  'jpeg-damaged': ({ name }: { readonly name: string }) => picture(name, 'has damaged JPEG data'),
  'jpeg-expected': ({ name }: { readonly name: string }) => picture(name, 'is not a JPEG file'),
  'jpeg-without-data': ({ name, offset }: { readonly name: string; readonly offset: number }) =>
    picture(name, `has no JPEG image data after byte ${offset}`),
  'jpeg-cut-short': ({ name, bytes }: { readonly name: string; readonly bytes: number }) =>
    picture(name, `ends at byte ${bytes}, inside the JPEG image data`),
  'jpeg-without-frame-header': ({ name }: { readonly name: string }) => picture(name, 'is a JPEG without a frame header'),
  'jpeg-kind-unread': ({ name }: { readonly name: string }) =>
    picture(name, 'is a lossless, hierarchical or arithmetic JPEG', 'Convert it to PNG first.'),
  'jpeg-frame-header-damaged': ({ name }: { readonly name: string }) => picture(name, 'has a damaged JPEG frame header'),
  'jpeg-bits-unread': ({ name, precision }: { readonly name: string; readonly precision: number }) =>
    picture(name, `is a JPEG of ${precision} bits`, 'Convert it to a 16-bit PNG first.'),
  'jpeg-colours-unread': ({ name, components }: { readonly name: string; readonly components: number }) =>
    picture(name, `is a JPEG of ${components} colour components`, 'Convert it to RGB or grey first.'),
  'array-not-images': ({ name, text }: { readonly name: string; readonly text: string }) =>
    picture(
      name,
      `holds an array of shape ${text}, which is no set of images`,
      'Arrays of shape [N,H,W], [N,H,W,C] or [N,C,H,W] with 1 or 3 channels can be read.',
    ),
  'images-empty': ({ name }: { readonly name: string }) => said(`"${name}" holds no images.`, 'Give a set with images.'),
  'array-too-large-for-images': ({
    name,
    count,
    width,
    height,
    maximumImages,
    maximumSide,
  }: {
    readonly name: string;
    readonly count: number;
    readonly width: number;
    readonly height: number;
    readonly maximumImages: number;
    readonly maximumSide: number;
  }) =>
    picture(
      name,
      `declares ${count} images of ${width} x ${height} pixels`,
      `Up to ${maximumImages} images of up to ${maximumSide} pixels a side can be read.`,
    ),
  'image-beyond-set': ({ index, count }: { readonly index: number; readonly count: number }) =>
    said(`Image ${index} of ${count} was asked for.`, 'Please report this.'),
  'cifar-length': ({ name, size, recordBytes }: { readonly name: string; readonly size: number; readonly recordBytes: number }) =>
    picture(name, `has ${size} bytes, no multiple of the ${recordBytes} of a CIFAR-10 record`),
  'cifar-label': ({ name, label, place }: { readonly name: string; readonly label: number; readonly place: number }) =>
    picture(name, `has label ${label} at image ${place}, and CIFAR-10 has 10 classes`),
  'picture-file-too-large': ({ name, maximumPictureFileBytes }: { readonly name: string; readonly maximumPictureFileBytes: number }) =>
    picture(name, `has more than ${maximumPictureFileBytes} bytes`, 'Reduce the image first.'),
  'idx-expected': ({ name }: { readonly name: string }) => picture(name, 'is not an IDX file'),
  'idx-header-cut-short': ({ name, size }: { readonly name: string; readonly size: number }) =>
    picture(name, `ends at byte ${size}, inside the IDX header`),
  'idx-length': ({
    name,
    dimensions,
    expected,
    size,
  }: {
    readonly name: string;
    readonly dimensions: string;
    readonly expected: number;
    readonly size: number;
  }) => picture(name, `declares ${dimensions} samples, which take ${expected} bytes, and has ${size}`),
  'npy-expected': ({ name }: { readonly name: string }) => picture(name, 'is not a NPY file'),
  'npy-header-cut-short': ({ name, size }: { readonly name: string; readonly size: number }) =>
    picture(name, `ends at byte ${size}, inside the NPY header`),
  'npy-file-version': ({ name, version }: { readonly name: string; readonly version: number }) =>
    picture(name, `is a NPY file of version ${version}`),
  'npy-header-too-long': ({ name, length }: { readonly name: string; readonly length: number }) =>
    picture(name, `has a NPY header of ${length} bytes`),
  'npy-length': ({
    name,
    shape,
    offset,
    bytes,
    size,
  }: {
    readonly name: string;
    readonly shape: string;
    readonly offset: number;
    readonly bytes: number;
    readonly size: number;
  }) => picture(name, `declares [${shape}] samples, which take ${offset + bytes} bytes, and has ${size}`),
  'npy-python-objects': ({ name }: { readonly name: string }) =>
    picture(name, 'holds Python objects, which are never loaded', 'Save a plain array: numpy.save(path, array, allow_pickle=False).'),
  'npy-not-plain-array': ({ name }: { readonly name: string }) =>
    picture(name, 'has a NPY header that is no plain array', 'Save one array of numbers with numpy.save.'),
  'labels-of-other-images': ({
    name,
    values,
    imagesName,
    count,
  }: {
    readonly name: string;
    readonly values: number;
    readonly imagesName: string;
    readonly count: number;
  }) =>
    said(`"${name}" holds ${values} labels and "${imagesName}" ${count} images.`, 'Give the file of labels that belongs to these images.'),
  'label-not-a-class': ({ name, wrong }: { readonly name: string; readonly wrong: number }) =>
    picture(name, `has a label that is no class number, at place ${wrong}`),
  'labels-file-too-large': ({ name, size }: { readonly name: string; readonly size: number }) =>
    picture(name, `is ${size} bytes long, too many for labels`),
  'labels-expected': ({ name }: { readonly name: string }) =>
    picture(name, 'is no file of labels', 'Give labels as an IDX file, a NPY file of whole numbers or a JSON list.'),
  'images-for-labels': ({ name }: { readonly name: string }) => picture(name, 'holds images, not labels'),
  'labels-not-whole-numbers': ({ name }: { readonly name: string }) => picture(name, 'has labels that are no whole numbers'),
  'labels-shape': ({ name, shape }: { readonly name: string; readonly shape: string }) =>
    picture(name, `has labels of shape [${shape}]`, 'Give one number for each image.'),
  'labels-not-json': ({ name }: { readonly name: string }) => picture(name, 'is not valid JSON'),
  'labels-not-a-list': ({ name }: { readonly name: string }) => picture(name, 'is not a JSON list of labels'),
  'cifar-number': ({ file, count }: { readonly file: string; readonly count: number }) =>
    picture(file, `and the batches beside it hold ${count} images`, 'CIFAR-10 has 50,000 training images in five batches.'),
  'set-changed': ({ name }: { readonly name: string }) => picture(name, 'changed while the set was open'),
  'cifar-rows': ({ name }: { readonly name: string }) =>
    picture(name, 'is no batch of CIFAR-10: it needs a row of 1,024 colour pixels for each image'),
  'folders-too-deep': ({ file, maximumDepth }: { readonly file: string; readonly maximumDepth: number }) =>
    picture(file, `holds folders more than ${maximumDepth} deep`, 'Give the folder that holds the images.'),
  'folder-too-many-images': ({ file, maximumImages }: { readonly file: string; readonly maximumImages: number }) =>
    picture(file, `holds more than ${maximumImages} images`, 'Give a smaller folder.'),
  'link-broken': ({ name }: { readonly name: string }) =>
    picture(name, 'is a link that leads nowhere', 'Remove the link, or copy its file into the folder.'),
  'link-out-of-folder': ({ name }: { readonly name: string }) =>
    picture(name, 'is a link that leads out of its folder', 'Copy the file into the folder instead of linking it.'),
  'link-to-folder': ({ name }: { readonly name: string }) =>
    picture(name, 'is a link to a folder', 'Copy the images into the folder instead.'),
  'folder-with-labels-file': ({ name }: { readonly name: string }) =>
    picture(name, 'is a folder and takes no file of labels', 'Put the images of each class into a folder of its own.'),
  'folder-without-pictures': ({
    name,
    pictureFiles,
    endings,
  }: {
    readonly name: string;
    readonly pictureFiles: string;
    readonly endings: string;
  }) => said(`The folder "${name}" holds no ${pictureFiles} files.`, `Give a folder of ${endings} files.`),
  'folder-mixed': ({ name }: { readonly name: string }) =>
    picture(name, 'holds images both beside and inside its folders', 'Keep either one folder for each class, or all images in one folder.'),
  'labels-for-images': ({ name }: { readonly name: string }) =>
    picture(name, 'holds labels, not images', 'Give the file of images; labels of the usual name beside it are found.'),
  'idx-not-bytes': ({ name }: { readonly name: string }) =>
    picture(name, 'holds samples other than unsigned bytes', 'Convert them to the range 0-255 first.'),
  'npy-type-unread': ({ name, type }: { readonly name: string; readonly type: string }) =>
    picture(
      name,
      `holds samples of type "${type}"`,
      'Arrays of uint8, uint16, float32 and float64 can be read; convert with array.astype.',
    ),
  'npy-scale-unknown': ({ name, smallest, largest }: { readonly name: string; readonly smallest: string; readonly largest: string }) =>
    picture(
      name,
      `holds values from ${smallest} to ${largest}, whose scale is unknown`,
      'Save the images before standardisation: as uint8, or as floats of 0 to 1, -1 to 1 or 0 to 255.',
    ),
  'npy-not-finite': ({ name }: { readonly name: string }) => picture(name, 'holds values that are not finite numbers'),
  'npy-fortran-too-large': ({ name, maximumHeldBytes }: { readonly name: string; readonly maximumHeldBytes: number }) =>
    picture(
      name,
      `is in Fortran order and larger than ${maximumHeldBytes / 1024 ** 2} MiB`,
      'Save it in C order: numpy.save(path, numpy.ascontiguousarray(array)).',
    ),
  'picture-for-folder': ({ name }: { readonly name: string }) =>
    picture(name, 'is a single picture', 'Give the folder that holds the pictures.'),
  'images-unrecognised': ({ name, readableSets }: { readonly name: string; readonly readableSets: string }) =>
    picture(name, 'is no set of images that can be read', `Give ${readableSets}.`),
  'images-fewer-than-wanted': ({ wanted, available }: { readonly wanted: number; readonly available: number }) =>
    said(`${wanted} images are wanted and the set holds ${available}.`, 'Give a larger set of images, or ask for fewer.'),
  'png-too-much-data': ({ name }: { readonly name: string }) => picture(name, 'holds more image data than its size needs'),
  'png-data-damaged': ({ name }: { readonly name: string }) => picture(name, 'has damaged image data'),
  'picture-empty': ({ name }: { readonly name: string }) => picture(name, 'is empty'),
  'picture-expected': ({ name, pictureFiles }: { readonly name: string; readonly pictureFiles: string }) =>
    picture(name, `is not a ${pictureFiles} file`),
  'file-unreadable': ({ name, code }: { readonly name: string; readonly code: string | undefined }) =>
    picture(name, `could not be read (${code ?? 'reason unknown'})`),
  'format-unread': ({ name, format }: { readonly name: string; readonly format: UnreadFormatName }) =>
    picture(name, `is ${unread[format].what}, which is not read yet`, unread[format].hint),
  'png-checksum-wrong': ({ name, type, offset }: { readonly name: string; readonly type: string; readonly offset: number }) =>
    picture(name, `has a wrong checksum in its PNG chunk "${type}" at byte ${offset}`),
  'value-above-bits': ({ name, value, bits }: { readonly name: string; readonly value: number; readonly bits: number }) =>
    picture(name, `holds the number ${value}, which is more than ${bits} bits hold`, 'State how many bits a pixel of these images has.'),
  'jpeg-begins-again': ({ name, at }: { readonly name: string; readonly at: number }) =>
    picture(name, `ends at byte ${at}, inside the JPEG image data: another JPEG begins there`),
  'jpeg-second-frame-header': ({ name, at }: { readonly name: string; readonly at: number }) =>
    picture(name, `has a second frame header at byte ${at}, inside the JPEG image data`),
  'bits-unsaid': ({
    name,
    found,
    largest,
    used,
  }: {
    readonly name: string;
    readonly found: number;
    readonly largest: number;
    readonly used: number;
  }) =>
    picture(
      name,
      `holds 16-bit images, and in ${found} of them no number is above ${largest}: they seem to have ${used} bits`,
      `State how many bits a pixel of these images has: ${used}, or 16 if they are that dark.`,
      `Say how many bits a pixel of these images has: ${used}, or 16 if they are that dark. In a spec: "bits": ${used} beside the path. To inspect them: --bits ${used}.`,
    ),
};
