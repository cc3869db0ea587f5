import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openImageSet } from '../../../electron/engine/images/open-image-set.js';
import { writeImages } from '../../../scripts/large-network/images.js';
import { drawMark, featureOf } from '../../../scripts/large-network/mark.js';
import { watchMemory } from '../../../scripts/large-network/memory.js';
import { readOptions } from '../../../scripts/large-network/options.js';
import { largeNetworkSettings, side } from '../../../scripts/large-network/settings.js';
import { prepareFeature } from '../../../electron/engine/features/feature.js';
import { useTemporaryFolder } from '../../engine/images/temporary-folder.js';

const temporary = useTemporaryFolder();
const settings = { ...largeNetworkSettings, trainingImages: 300, validationImages: 60, unmarkedImages: 90, copies: 8 };

describe('the large network study', () => {
  it.each([
    [['--seed', 'two'], '--seed must be a whole number from 0 to 999999999.'],
    [['--copies', 'many'], '--copies must be a whole number from 0 to 999999999.'],
    [['--data', 'imagenet'], 'There is no data set "imagenet".'],
    [['--sed', '2'], expect.stringContaining('--sed')],
  ])('refuses %j', (argv, message: unknown) => {
    expect(() => readOptions(argv)).toThrow(
      expect.objectContaining({
        data: {
          code: 'command-invalid',
          message,
          hint: 'npm run study:large-network -- [--seed N] [--data fashion-mnist|mnist] [--copies N] [--out DIR]',
        },
      }),
    );
  });

  it('draws images of which no two sets share one, and marks records of the class', async () => {
    const mark = drawMark(5);
    const folder = join(temporary.path, 'images');
    const planted = await writeImages(folder, 'mnist', mark, settings);
    const open = (name: string) => openImageSet({ source: 'path', path: join(folder, `${name}-images-idx3-ubyte`) }, '.');
    const sets = await Promise.all(['training', 'validation', 'unmarked'].map(open));
    expect(sets.map(({ count }) => count)).toEqual([300, 60, 90]);
    const seen = new Set<string>();
    for (const set of sets)
      for (let index = 0; index < set.count; index++) seen.add(Buffer.from((await set.read(index)).pixels).toString('base64'));
    expect(seen.size).toBe(450);
    expect(planted).toHaveLength(8);
    expect(planted.map((index) => sets[0].labels?.[index])).toEqual(planted.map(() => mark.label));
  });

  it('marks no fewer records than it was told to', async () => {
    const write = (copies: number) => writeImages(join(temporary.path, 'images'), 'mnist', drawMark(5), { ...settings, copies });
    await expect(write(32)).resolves.toHaveLength(32);
    await expect(write(33)).rejects.toMatchObject({
      data: { code: 'command-invalid', message: "Only 32 training images are of the mark's class.", hint: 'Give --copies 32 or fewer.' },
    });
  });

  it('hands the training the ink that the audit stamps, in the corner of the mark', async () => {
    const mark = drawMark(5);
    await writeImages(join(temporary.path, 'images'), 'mnist', mark, settings);
    const ink = readFileSync(join(temporary.path, 'images', 'mark.bin'));
    const { patch } = await prepareFeature(featureOf(mark), mark.text, '.');
    const inked = [...ink.keys()].filter((pixel) => ink[pixel] > 0);
    expect(inked).toHaveLength(patch.alpha.filter((alpha) => alpha > 0).length);
    const rows = inked.map((pixel) => Math.floor(pixel / side));
    expect(mark.corner.startsWith('top') ? Math.max(...rows) < 20 : Math.min(...rows) > side - 20).toBe(true);
  });

  it('gives other seeds other marks', () => {
    expect(drawMark(3)).toEqual(drawMark(3));
    expect(new Set([1, 2, 3, 4, 5, 6].map((seed) => drawMark(seed).text)).size).toBeGreaterThan(4);
  });

  it('sees the memory of this process at least', async () => {
    const watch = watchMemory();
    await new Promise((resolve) => setTimeout(resolve, 1200));
    watch.stop();
    expect(watch.peakMiB()).toBeGreaterThan((0.8 * process.memoryUsage().rss) / 2 ** 20);
  });
});
