import { describe, expect, it } from 'vitest';
import { readDataSet } from '../../../../../electron/engine/images/formats/dicom/data-set.js';
import { displayFrame } from '../../../../../electron/engine/images/formats/dicom/display.js';
import { pixelLayoutOf } from '../../../../../electron/engine/images/formats/dicom/pixel-layout.js';
import { storedFrame } from '../../../../../electron/engine/images/formats/dicom/stored-frame.js';
import { dicomSettingsSchema } from '../../../../../shared/domain/dicom.js';
import { decodeBase64, largestDifference } from '../../fixture.js';
import { dicomBytes, fixture, int32Of } from './dicom-fixture.js';

const settings = dicomSettingsSchema.parse({});

function open(file: string) {
  const dataSet = readDataSet(dicomBytes(file), file);
  const layout = pixelLayoutOf(dataSet);
  if (!layout) throw new Error(`${file} holds no picture`);
  return { dataSet, layout };
}

describe('a DICOM file', () => {
  it.each(fixture.cases)('$file has the stored values that $by reads', async ({ file, stored, storedWithin }) => {
    const { dataSet, layout } = open(file);
    expect(layout.frames).toBe(stored.length);
    for (const [frame, expected] of stored.entries()) {
      const { values } = await storedFrame(dataSet, layout, frame);
      const truth = int32Of(expected);
      expect(values).toHaveLength(truth.length);
      expect(Math.max(...values.map((value, index) => Math.abs(value - truth[index])))).toBeLessThanOrEqual(storedWithin);
    }
  });

  it.each(fixture.cases)('$file is shown within $levelsWithin levels of pydicom', async ({ file, levels, levelsWithin, channels }) => {
    const { dataSet, layout } = open(file);
    for (const [frame, expected] of levels.entries()) {
      const image = await displayFrame(dataSet, layout, frame, settings);
      expect(image).toMatchObject({ width: fixture.width, height: fixture.height, channels });
      expect(largestDifference(image.pixels, decodeBase64(expected))).toBeLessThanOrEqual(levelsWithin);
    }
  });
});
