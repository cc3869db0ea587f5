import { expect, test } from 'vitest';
import { filesIn, literalsOf, type Literal } from './sentences.js';

/** Texts of several words that no person reads as a sentence. */
const data = [
  'electron/engine/models/tensorflow/allowed-operators.ts', // names of operators
  'electron/engine/controls/control-images.ts', // what a digest is made of
  'electron/engine/images/shipped.ts',
  'electron/engine/images/decode', // provenance, as results keep it
  'electron/engine/images/formats',
  'electron/engine/networks/training', // headers of files, names of streams of random numbers
  'electron/evidence/report/place-svg.ts', // drawings and metadata
  'electron/evidence/report/pdf/metadata.ts',
  'electron/evidence/signing/pdf/appearance.ts',
  'electron/files/folder-key.ts',
  'electron/register/sealed/sealed-files.ts', // headers for whoever opens a file of the register by mistake
  'electron/register/store/records-file.ts',
  'electron/register/keys/key-file.ts',
  'electron/register/journal/journal-signer.ts', // the name of a certificate
  'electron/worker/process/watch-thread.ts', // a program
  'electron/services/versions.ts',
  'renderer/state/numbers.ts', // durations
];

/** What a sentence of the catalogue ends in, or a fact of a model or machine: found, and said, by one rule each. */
const partsOfSentences = [
  'electron/engine/models/importer.ts',
  'electron/engine/models/importer',
  'electron/engine/models/keras',
  'electron/engine/models/tensorflow',
  'electron/engine/models/folded-preprocessing.ts',
  'electron/engine/models/input-layout.ts',
  'electron/engine/models/output-choice.ts',
  'electron/engine/models/output-head.ts',
  'electron/engine/models/prepared-model.ts',
  'electron/engine/models/read-model.ts',
  'electron/engine/networks/layers',
  'electron/engine/runtimes',
  'electron/engine/features/template-match.ts',
  'electron/engine/features/template.ts',
  'electron/engine/features/typography/font.ts',
  'electron/engine/statistics/kolmogorov-smirnov.ts',
  'electron/evidence/signing/pdf/objects.ts',
  'electron/files/regular-file.ts',
  'electron/register/journal/signed-head.ts',
  'electron/register/keys/passphrase.ts',
  'electron/services/json',
  'electron/worker/client',
];

/** Told in a terminal, or to a program that calls the local host. */
const elsewhere = [
  'electron/jobs/inspect',
  'electron/jobs/train',
  'electron/jobs/study',
  'electron/jobs/audit/summary.ts',
  'electron/jobs/audit/audited-model.ts',
  'electron/server',
];

const allowed = [...data, ...partsOfSentences, ...elsewhere];

/** Four words and more; the message of an error that is a defect of the program is nobody's to read. */
function isSentence({ text, within }: Literal): boolean {
  const words = text.match(/[\p{L}…”"]+[,;:.]? (?=\S)/gu) ?? [];
  return words.length >= 3 && !within.some((place) => /^(?:Error|TypeError|RangeError)\/0$/.test(place));
}

function sentencesIn(path: string, source?: string): string[] {
  return literalsOf(path, source)
    .filter(isSentence)
    .map(({ text }) => `${path}: ${text}`);
}

test('a new sentence is born in shared/words', () => {
  const files = [...filesIn('electron', '.ts').filter((path) => !path.startsWith('electron/cli/')), ...filesIn('renderer', '.ts')];
  const checked = files.filter((path) => !allowed.some((name) => path === name || path.startsWith(`${name}/`)));
  expect(checked.flatMap((path) => sentencesIn(path))).toEqual([]);
});

test('whatever is allowed elsewhere is there', () => {
  const files = [...filesIn('electron', '.ts'), ...filesIn('renderer', '.ts')];
  const idle = allowed.filter(
    (name) => !files.some((path) => (path === name || path.startsWith(`${name}/`)) && sentencesIn(path).length > 0),
  );
  expect(idle).toEqual([]);
});

test.each([
  ['a message', "throw new EngineError('internal', { message: 'The file could not be read.', hint: '' });"],
  ['a template', 'const a = `The model has ${count} inputs; it should have one.`;'],
])('%s that is born elsewhere is found', (_, source) => {
  expect(sentencesIn('a.ts', source)).not.toEqual([]);
});

test('the message of a defect, a name and a list of two or three words are none', () => {
  expect(sentencesIn('a.ts', "throw new TypeError('A journal with an entry has a last one.');")).toEqual([]);
  expect(sentencesIn('a.ts', "const a = ['tensor', 'a host image', 'no such file'];")).toEqual([]);
});
