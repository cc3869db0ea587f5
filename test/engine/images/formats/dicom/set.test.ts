import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openImageSet } from '../../../../../electron/engine/images/open-image-set.js';
import { imageSourceSchema } from '../../../../../shared/domain/images.js';
import { codedError } from '../../coded-error.js';
import { decodeBase64, fixturePath } from '../../fixture.js';
import { useTemporaryFolder } from '../../temporary-folder.js';
import { dicomBytes, dicomFolder, fixture } from './dicom-fixture.js';

const folder = useTemporaryFolder();
const open = (path: string, more: object = {}, signal?: AbortSignal) =>
  openImageSet(imageSourceSchema.parse({ source: 'path', path, ...more }), folder.path, { signal });
const study = `${dicomFolder}/../study`;
const picture = readFileSync(fixturePath('pictures/grey-8.png'));

/** The levels of a case's frame, 0 to 255. */
const levelsOf = (file: string, frame = 0): Uint8Array => decodeBase64(fixture.cases.find((one) => one.file === file)?.levels[frame] ?? '');

describe('a set of DICOM files', () => {
  it('is found in nested folders, without preamble and without endings, whatever stands beside', async () => {
    folder.write('set/A/B/C/IM0001', dicomBytes('explicit-12-bit.dcm'));
    folder.write('set/A/B/D/IM0001', dicomBytes('bare-implicit'));
    folder.write('set/bare', dicomBytes('bare-explicit'));
    folder.write('set/VIEWER/icon.png', picture);
    folder.write('set/README.TXT', 'made by a console');
    const set = await open('set');
    expect(set).toMatchObject({ count: 3, labels: undefined, labelNames: undefined });
    expect(set.provenance).toMatchObject({ kind: 'dicom', count: 3 });
    expect(set.provenance.decoder).toBe(
      'DICOM: dicom-parser 1.8.21 and own transforms, 3 files; DX (3); 12 of 16 bits, unsigned (3); MONOCHROME2 (3); ' +
        'explicit little endian (2), implicit little endian (1); smallest to largest value, as the file has no window (3); ' +
        '2 files of other kinds skipped',
    );
    const [first, second, third] = await Promise.all([0, 1, 2].map((index) => set.read(index)));
    expect(first.pixels).toEqual(second.pixels);
    expect(first.pixels).toEqual(third.pixels);
  });

  it('is a disc by its folder or by its DICOMDIR', async () => {
    for (const path of [study, `${study}/DICOMDIR`]) {
      const set = await open(path);
      expect(set.count).toBe(3);
      expect(set.provenance.decoder).toContain('1 DICOM files without pictures skipped');
    }
  });

  it('leaves a folder of pictures with a stray DICOM file what it is', async () => {
    for (const name of ['a.png', 'b.png']) folder.write(`set/${name}`, picture);
    folder.write('set/stray', dicomBytes('explicit-12-bit.dcm'));
    expect((await open('set')).provenance).toMatchObject({ kind: 'folder', count: 2 });
  });

  it('may be one file, whose frames are its images', async () => {
    const set = await open(`${dicomFolder}/frames.dcm`);
    expect(set.count).toBe(5);
    expect(Array.from((await set.read(3)).pixels)).toEqual(closeTo(levelsOf('frames.dcm', 3)));
  });

  it('takes every n-th frame, from the first of each file', async () => {
    folder.write('set/1', dicomBytes('frames.dcm'));
    folder.write('set/2', dicomBytes('rle-frames.dcm'));
    const set = await open('set', { dicom: { everyFrame: 2 } });
    expect(set.count).toBe(6);
    expect(Array.from((await set.read(2)).pixels)).toEqual(closeTo(levelsOf('frames.dcm', 4)));
    expect(Array.from((await set.read(4)).pixels)).toEqual(closeTo(levelsOf('rle-frames.dcm', 2)));
    expect(set.provenance.decoder).toContain('of files of several frames every 2th');
  });

  it('takes a file of labels', async () => {
    const labels = folder.write('labels.json', '[2, 0, 1]');
    expect((await open(study, { labels })).labels).toEqual(Int32Array.of(2, 0, 1));
  });

  it('stops when cancelled', async () => {
    expect(await codedError(() => open(study, {}, AbortSignal.abort()))).toMatchObject({ code: 'cancelled' });
  });

  it('tells nothing that somebody wrote into a header', async () => {
    const set = await open(dicomFolder);
    expect(set.count).toBeGreaterThan(fixture.cases.length);
    const told = JSON.stringify({ ...set, provenance: set.provenance });
    expect(told).toContain('JPEG-LS');
    expect(told).not.toMatch(/leaked|witness|4711/i);
  });

  it('calls a modality that no standard has "other"', async () => {
    const bytes = Buffer.from(dicomBytes('explicit-12-bit.dcm'));
    bytes.write('ZZ', bytes.indexOf('DX'));
    folder.write('set/1', bytes);
    const set = await open('set');
    expect(set.attributes?.[0]).toEqual({ name: 'modality', values: [{ value: 'other', count: 1 }] });
  });
});

describe('levels of DICOM pictures by their settings', () => {
  const read = async (file: string, dicom: object) => {
    const set = await open(`${dicomFolder}/${file}`, { dicom });
    return { pixels: (await set.read(0)).pixels, told: set.attributes?.find(({ name }) => name === 'levels')?.values[0].value };
  };

  it('come from the window that was chosen, the last one where there are fewer', async () => {
    const [first, second, ninth] = await Promise.all([1, 2, 9].map((view) => read('two-windows.dcm', { view })));
    expect(Array.from(first.pixels)).toEqual(closeTo(levelsOf('two-windows.dcm')));
    expect(second.pixels).not.toEqual(first.pixels);
    expect(ninth.pixels).toEqual(second.pixels);
    expect(second.told).toBe("the file's window 2 (LINEAR)");
  });

  it('come from one window for all files', async () => {
    // The second window of that file.
    const own = await read('explicit-12-bit.dcm', { levels: 'own-window', centre: 1000, width: 500 });
    expect(own.pixels).toEqual((await read('two-windows.dcm', { view: 2 })).pixels);
    expect(own.told).toBe('window of centre 1000 and width 500');
  });

  it('come from a table before a window, or after it', async () => {
    expect((await read('voi-lut.dcm', {})).told).toBe("the file's table 1");
    expect((await read('voi-lut.dcm', { levels: 'window-or-lut' })).told).toBe("the file's table 1");
    expect((await read('explicit-12-bit.dcm', { levels: 'window-or-lut' })).told).toMatch(/^smallest to largest value, as/);
  });

  it('stretch from the smallest to the largest value, or over all bits', async () => {
    const stretched = await read('unsigned-6-bit.dcm', { levels: 'smallest-to-largest' });
    expect([Math.min(...stretched.pixels), Math.max(...stretched.pixels)]).toEqual([0, 255]);
    const all = await read('padding.dcm', { levels: 'all-bits' });
    // 4095 is the largest number of 12 bits, 3000 the largest value beside the padding.
    expect(all.pixels[0]).toBe(255);
    expect(Math.max(...all.pixels.filter((level) => level < 255))).toBe(Math.round((3000 / 4095) * 255));
  });

  it.each(['overlay.dcm', 'overlay-in-cells.dcm'])('of %s have its overlay where it is asked for', async (file) => {
    const off = await read(file, {});
    const on = await read(file, { overlays: 'burn-in' });
    const square = (index: number) => {
      const [row, column] = [Math.floor(index / fixture.width), index % fixture.width];
      return row >= 3 && row < 6 && column >= 4 && column < 9;
    };
    expect(Array.from(on.pixels)).toEqual(Array.from(off.pixels, (level, index) => (square(index) ? 255 : level)));
    expect(on.pixels).not.toEqual(off.pixels);
  });
});

describe('DICOM files that cannot be used', () => {
  const wholeFile = () => Buffer.from(dicomBytes('explicit-12-bit.dcm'));
  const change = (tag: number[], value: number) => {
    const bytes = wholeFile();
    const at = bytes.indexOf(Buffer.from(tag));
    bytes.writeUInt16LE(value, at + 8);
    return bytes;
  };
  const rows = [0x28, 0, 0x10, 0];
  const columns = [0x28, 0, 0x11, 0];
  const allocated = [0x28, 0, 0, 1];
  const unknownSyntax = () => {
    const bytes = wholeFile();
    bytes.write('1.2.840.10008.1.2.9\0', bytes.indexOf('1.2.840.10008.1.2.1\0'));
    return bytes;
  };

  it.each([
    ['ends within its header', wholeFile().subarray(0, 300), 'is a DICOM file that ends early or is damaged'],
    ['ends within its pixels', wholeFile().subarray(0, -20), 'is a DICOM file that holds fewer pixels than it declares'],
    ['declares too many pixels', change(rows, 60_000), 'declares 16 x 60000 pixels'],
    ['declares no pixels', change(columns, 0), 'declares 0 x 12 pixels'],
    ['has bits that no picture has', change(allocated, 32), 'is a DICOM file of 12 bits stored in 32'],
    ['is of an unknown transfer syntax', unknownSyntax(), 'is a DICOM file in a transfer syntax that Engram does not know'],
    ['holds no picture', readFileSync(`${study}/DICOMDIR`), 'holds DICOM data without pictures'],
  ])('one that %s', async (_, bytes, problem) => {
    folder.write('set/scan', bytes);
    const error = await codedError(() => open('set'));
    expect(error).toMatchObject({ code: 'images-unreadable', message: expect.stringMatching(/^"(scan|set)" /) as string });
    expect(error.message.replace(/^"\w+" /, '')).toBe(`${problem}.`);
  });

  it('whose frame would keep its decoder busy for ever', async () => {
    const set = await open(`${dicomFolder}/../hostile/subsampled-htj2k.dcm`);
    expect(await codedError(() => set.read(0))).toMatchObject({
      message: '"subsampled-htj2k.dcm" is a DICOM file with damaged image data.',
    });
  });

  it('for which the bits of a pixel were stated', async () => {
    expect(await codedError(() => open(study, { bits: 12 }))).toEqual({
      code: 'images-unreadable',
      message: '"study" holds DICOM files, which say themselves how many bits a pixel has.',
      hint: 'Leave the bits of a pixel empty.',
      hintAtTerminal: 'Leave "bits" out.',
    });
  });

  it('settings for them where there are none', async () => {
    folder.write('set/a.png', picture);
    expect(await codedError(() => open('set', { dicom: {} }))).toMatchObject({
      message: '"set" holds no DICOM files, and settings for them were given.',
    });
  });
});

/** Levels within one of those that are expected. */
function closeTo(levels: Uint8Array): number[] {
  return Array.from(levels, (level) => expect.toSatisfy((value: number) => Math.abs(value - level) <= 1) as number);
}
