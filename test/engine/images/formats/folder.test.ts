import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cannotOpen } from '../../../../electron/engine/images/file-bytes.js';
import { openImageSet } from '../../../../electron/engine/images/open-image-set.js';
import { codedError } from '../coded-error.js';
import { fixturePath } from '../fixture.js';
import { useTemporaryFolder } from '../temporary-folder.js';

const folder = useTemporaryFolder();
const open = (path: string, signal?: AbortSignal) => openImageSet({ source: 'path', path }, folder.path, { signal });
const grey = readFileSync(fixturePath('pictures/grey-8.png'));
const colour = readFileSync(fixturePath('pictures/rgb-8.png'));
const photograph = readFileSync(fixturePath('pictures/colour-444.jpg'));

describe('a folder of pictures', () => {
  it('is read in natural order, grey and colour, PNG and JPEG', async () => {
    folder.write('set/10.JPG', photograph);
    folder.write('set/9.png', grey);
    folder.write('set/8.png', colour);
    folder.write('set/notes.txt', 'x');
    const set = await open('set');
    const shapes = await Promise.all(
      [0, 1, 2].map(async (index) => {
        const { width, height, channels } = await set.read(index);
        return [width, height, channels];
      }),
    );
    expect(shapes).toEqual([
      [13, 11, 3],
      [13, 11, 1],
      [64, 48, 3],
    ]);
    expect(set).toMatchObject({ count: 3, labels: undefined, labelNames: undefined });
    expect(set.provenance).toMatchObject({
      kind: 'folder',
      count: 3,
      decoder:
        'PNG: own decoder (16 bits to 8 by round(v / 257), alpha and colour profiles ignored); ' +
        'JPEG: @napi-rs/canvas 1.0.11 (colour profiles and orientation ignored); 1 files of other kinds skipped',
    });
  });

  it('takes its first-level folders as classes, in natural order', async () => {
    for (const name of ['stage 10/a.png', 'stage 2/b.png', 'stage 2/deep/c.png', 'stage 1/d.png']) folder.write(`set/${name}`, grey);
    const set = await open('set');
    expect(set.labelNames).toEqual(['stage 1', 'stage 2', 'stage 10']);
    expect(set.labels).toEqual(Int32Array.of(0, 1, 1, 2));
  });

  it('takes folders named by numbers as those classes', async () => {
    for (const name of ['7/a.png', '0/b.png', '10/c.png']) folder.write(`set/${name}`, grey);
    const set = await open('set');
    expect(set.labels).toEqual(Int32Array.of(0, 7, 10));
    expect(set.labelNames).toHaveLength(11);
  });

  it('leaves hidden files alone', async () => {
    for (const name of ['.hidden.png', '.git/a.png', '__MACOSX/b.png', 'Thumbs.db', 'c.png']) folder.write(`set/${name}`, grey);
    expect((await open('set')).provenance.count).toBe(1);
  });

  it('has the hash of what sha256sum prints for its files', async () => {
    folder.write('set/a/1.png', grey);
    folder.write('set/b/2.png', colour);
    const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
    const printed = `${sha256(grey)}  a/1.png\n${sha256(colour)}  b/2.png\n`;
    expect((await open('set')).provenance.sha256).toBe(sha256(printed));
  });

  it('may link to its own files', async () => {
    const path = folder.write('set/a.png', grey);
    symlinkSync(path, join(folder.path, 'set/b.png'));
    expect((await open('set')).count).toBe(2);
  });

  it('stops when cancelled', async () => {
    folder.write('set/a.png', grey);
    expect(await codedError(() => open('set', AbortSignal.abort()))).toMatchObject({ code: 'cancelled' });
  });
});

describe('folders that cannot be used', () => {
  it('missing', async () => {
    expect(await codedError(() => open('secret place/nowhere'))).toMatchObject({
      code: 'images-unreadable',
      message: '"nowhere" was not found.',
    });
  });

  it('empty', async () => {
    folder.write('set/readme.txt', 'no pictures');
    expect(await codedError(() => open('set'))).toEqual({
      code: 'images-empty',
      message: 'The folder "set" holds no PNG or JPEG files.',
      hint: 'Give a folder of .png, .jpg or .jpeg files.',
    });
  });

  it('of a format that is known and not read yet', async () => {
    folder.write('set/case/1.tif', 'II*\0');
    expect(await codedError(() => open('set'))).toEqual({
      code: 'images-unreadable',
      message: '"1.tif" is a TIFF file, which is not read yet.',
      hint: 'Export the images as PNG files, of 16 bits where they have more than 8.',
    });
  });

  it('images both beside and inside folders', async () => {
    folder.write('set/a.png', grey);
    folder.write('set/class/b.png', grey);
    expect(await codedError(() => open('set'))).toEqual({
      code: 'images-unreadable',
      message: '"set" holds images both beside and inside its folders.',
      hint: 'Keep either one folder for each class, or all images in one folder.',
    });
  });

  it('a link that leads out', async () => {
    const outside = folder.write('elsewhere.png', grey);
    folder.write('set/a.png', grey);
    symlinkSync(outside, join(folder.path, 'set/b.png'));
    expect(await codedError(() => open('set'))).toEqual({
      code: 'images-unreadable',
      message: '"b.png" is a link that leads out of its folder.',
      hint: 'Copy the file into the folder instead of linking it.',
    });
  });

  it('a link that leads nowhere', async () => {
    folder.write('set/a.png', grey);
    symlinkSync(join(folder.path, 'set/none.png'), join(folder.path, 'set/b.png'));
    expect(await codedError(() => open('set'))).toMatchObject({ message: '"b.png" is a link that leads nowhere.' });
  });

  it('a link to a folder', async () => {
    folder.write('set/class/a.png', grey);
    symlinkSync(join(folder.path, 'set/class'), join(folder.path, 'set/other.png'));
    symlinkSync(join(folder.path, 'set/class'), join(folder.path, 'set/other'));
    expect(await codedError(() => open('set'))).toMatchObject({ message: '"other.png" is a link to a folder.' });
  });

  it('folders without end', async () => {
    mkdirSync(join(folder.path, `set${'/a'.repeat(18)}`), { recursive: true });
    expect(await codedError(() => open('set'))).toMatchObject({ message: '"set" holds folders more than 16 deep.' });
  });

  it('a damaged picture, named when it is read', async () => {
    folder.write('set/a.png', grey.subarray(0, 60));
    const set = await open('set');
    expect(await codedError(() => set.read(0))).toMatchObject({
      code: 'images-unreadable',
      message: '"a.png" ends at byte 60, inside a PNG chunk.',
    });
  });

  it('a picture that is gone when it is read', async () => {
    folder.write('set/a.png', grey);
    const set = await open('set');
    rmSync(join(folder.path, 'set/a.png'));
    expect(await codedError(() => set.read(0))).toMatchObject({ code: 'images-unreadable', message: '"a.png" was not found.' });
  });

  it('a picture instead of a folder', async () => {
    folder.write('a.png', grey);
    expect(await codedError(() => open('a.png'))).toEqual({
      code: 'images-unreadable',
      message: '"a.png" is a single picture.',
      hint: 'Give the folder that holds the pictures.',
    });
  });

  it('a device', async () => {
    expect(await codedError(() => open('/dev/zero'))).toMatchObject({ message: '"zero" is not a regular file.' });
  });

  it('a file that may not be read', () => {
    const refusal = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    expect(cannotOpen('a.png', refusal).toData()).toEqual({
      code: 'images-unreadable',
      message: '"a.png" may not be read by this user.',
      hint: 'Ask for read permission, or copy the images to a folder you can read.',
    });
  });
});
