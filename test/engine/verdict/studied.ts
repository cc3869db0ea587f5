import type { TestName } from '../../../shared/domain/comparisons.js';
import type { StudiedAudits } from '../../../electron/engine/verdict/studied-power.js';
import type { ValidityEntry, ValidityTable } from '../../../electron/engine/verdict/validity.js';

const within: ValidityEntry = { falseAlarms: 'within', at05: 0.03, at01: 0.004, upper05: 0.041, upper01: 0.009, models: 100, audits: 5000 };
const beyond: ValidityEntry = { falseAlarms: 'beyond', at05: 0.33, at01: 0.12, upper05: 0.4, upper01: 0.17, models: 30, audits: 1500 };
const few: ValidityEntry = { ...within, falseAlarms: 'unknown', models: 12, audits: 600 };

const all = (names: readonly TestName[], entry: ValidityEntry) => Object.fromEntries(names.map((name) => [name, entry]));

/** A table as studies that came out well would write it, for tests of what follows from it. */
export const studied: ValidityTable = {
  anew: {
    dense: {
      ...all(['same-template-strings', 'distilled-text', 'distilled-kind'], within),
      ...all(['pixel-probes', 'permuted-ink'], beyond),
    },
    convolutional: { ...all(['same-template-strings', 'distilled-text', 'distilled-kind'], within), ...all(['permuted-ink'], beyond) },
    'convolutional-normalised': all(['same-template-strings', 'distilled-text', 'distilled-kind'], few),
    'convolutional-pooled': {},
    other: {},
  },
  initial: {
    dense: all(['distilled-text', 'distilled-kind', 'initial-weights'], within),
    convolutional: {},
    'convolutional-normalised': {},
    'convolutional-pooled': {},
    other: {},
  },
};

/** What a study would say of full audits of a text on such networks. */
export const studiedAudits: readonly StudiedAudits[] = (['dense', 'convolutional'] as const).map((family) => ({
  family,
  tests: (['same-template-strings', 'distilled-text', 'distilled-kind'] as const).map((name) => ({ name, start: 'anew' as const })),
  labelKnown: true,
  models: 48,
  trainingImages: 10_000,
  copies: [1, 4, 16, 64, 256],
  power: { whole: [0.042, 0.25, 0.854, 0.979, 1], text: [0.021, 0.131, 0.522, 0.781, 0.793], kind: [0.042, 0.083, 0.734, 0.961, 1] },
}));

/** The same, had the rates of batch-normed networks been within bounds too, of models with which students agreed on that share of images. */
export const studiedNormalised = (agreement: number): ValidityTable => ({
  ...studied,
  anew: {
    ...studied.anew,
    'convolutional-normalised': all(['same-template-strings', 'distilled-text', 'distilled-kind'], { ...within, agreement }),
  },
});

/** The same, had a test alarmed too often on plain convolutional networks. */
export const barring = (name: TestName): ValidityTable => ({
  ...studied,
  anew: { ...studied.anew, convolutional: { ...studied.anew.convolutional, [name]: beyond } },
});
