import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { needsText, readAuditSpec, readSecrets, readTrainingSpec } from '../../electron/services/spec-file.js';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-'));
  path = join(folder, 'spec.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const strict = { allowPlainText: false };
const spec = {
  schema: 'engram.audit-spec/1',
  model: { path: 'model.onnx' },
  feature: { kind: 'text', template: '{surname}' },
};

function read(data: unknown) {
  writeFileSync(path, typeof data === 'string' ? data : JSON.stringify(data));
  return readAuditSpec(path, strict);
}

/** The lines below "… is not an audit spec:". */
function problemsOf(data: unknown): string[] {
  const result = read(data);
  const [first, ...lines] = result.ok ? [] : result.error.message.split('\n');
  expect(first).toBe(`${path} is not an audit spec:`);
  return lines;
}

describe('a spec', () => {
  test('gets its defaults', () => {
    expect(read(spec)).toMatchObject({
      ok: true,
      value: { method: { alpha: 0.05, tried: 1 }, feature: { typography: { font: '8x13' } } },
    });
  });

  test('with a typo is told the key that was meant', () => {
    expect(read({ ...spec, method: { aplha: 0.01 } })).toEqual({
      ok: false,
      error: {
        code: 'spec-invalid',
        message: `${path} is not an audit spec:\n  method.aplha: is not a known key; did you mean "alpha"?`,
        hint: 'Correct the file and choose it again.',
        hintAtTerminal: 'Correct the file; "engram schema audit-spec" prints what it may hold.',
      },
    });
  });

  test.each<[string, unknown, string[]]>([
    [
      'an unknown key like no other',
      { ...spec, model: { path: 'm', zzz: 1 } },
      ['  model.zzz: is not a known key; known are path, output, outputName, layout, inputSize, initial'],
    ],
    [
      'a typo below a union',
      { ...spec, feature: { ...spec.feature, typografy: {} } },
      ['  feature.typografy: is not a known key; did you mean "typography"?'],
    ],
    ['a missing part', { schema: spec.schema, feature: spec.feature }, ['  model: is missing']],
    ['a missing kind', { ...spec, feature: { template: 'x' } }, ['  feature.kind: is missing']],
    [
      'a wrong kind',
      { ...spec, feature: { kind: 'txt', template: 'x' } },
      ['  feature.kind: must be one of "text", "bitmap"; did you mean "text"?'],
    ],
    [
      'a wrong word',
      { ...spec, model: { path: 'm', output: 'sofmax' } },
      ['  model.output: must be one of "softmax", "logits", "sigmoid", "sigmoid-logits"; did you mean "softmax"?'],
    ],
    ['another schema', { ...spec, schema: 'engram.audit-spec/2' }, ['  schema: must be "engram.audit-spec/1"']],
    [
      'wrong types',
      { ...spec, label: '3', referenceModels: 'm.onnx', method: 5 },
      ['  label: must be a number', '  referenceModels: must be a list', '  method: must be an object'],
    ],
    [
      'numbers out of bounds',
      { ...spec, method: { alpha: 0, hosts: 1.5, strings: 3, timeBudget: -1 } },
      [
        '  method.alpha: must be more than 0',
        '  method.hosts: must be a whole number',
        '  method.strings: must be at least 19',
        '  method.timeBudget: must be more than 0',
      ],
    ],
    [
      'lists of a wrong length',
      { ...spec, preprocessing: { mean: [], range: [0, 1, 2] } },
      ['  preprocessing.range: must have at most 2 entries', '  preprocessing.mean: must have at least 1 entry'],
    ],
    ['an entry of a list', { ...spec, referenceModels: ['a.onnx', ''] }, ['  referenceModels[1]: must not be empty']],
    [
      'a value of two forms',
      { ...spec, feature: { ...spec.feature, ink: { background: 'opaque' } } },
      ['  feature.ink.background: must be "transparent", or must be an object'],
    ],
    ['a list in place of it all', [], ['  the file: must be an object']],
  ])('with %s is told what and where', (_what, data, lines) => {
    expect(problemsOf(data)).toEqual(lines);
  });

  test.each([
    ['{"schema": "engram.audit-spec/1",}', 'is not valid JSON: line 1, column 34: a key in double quotes is expected.'],
    ['', 'is not valid JSON: line 1, column 1: the file ends too early.'],
    [' '.repeat(1024 * 1024 + 1), 'cannot be read: it is larger than 1024 KiB.'],
  ])('of bad text %# is refused', (text, message) => {
    expect(read(text)).toMatchObject({ ok: false, error: { code: 'spec-invalid', message: `${path} ${message}` } });
  });

  test('that is not there, is a folder or no UTF-8 is refused', () => {
    expect(readAuditSpec(path, strict)).toMatchObject({ error: { message: `${path} cannot be read: there is no such file.` } });
    expect(readAuditSpec(folder, strict)).toMatchObject({ error: { message: `${folder} cannot be read: it is not a file.` } });
    writeFileSync(path, Buffer.from([0x22, 0xff, 0x22]));
    expect(readAuditSpec(path, strict)).toMatchObject({ error: { message: `${path} cannot be read: it is not UTF-8 text.` } });
  });
});

describe('the private text', () => {
  const plain = { ...spec, feature: { ...spec.feature, text: 'DOE' } };

  test('in a spec is refused, and not repeated', () => {
    expect(read(plain)).toEqual({
      ok: false,
      error: {
        code: 'spec-holds-private-text',
        message: `${path} holds the private text itself.`,
        hint: 'Take "text" out of the feature in the file. Then open the file again and enter the text in the step “Private text or mark”.',
        hintAtTerminal:
          'Take "text" out of the feature and type it when asked, or give it with --text-fd or --secrets. For a made-up text, add --allow-plain-text.',
      },
    });
  });

  test('in a spec is accepted on request', () => {
    writeFileSync(path, JSON.stringify(plain));
    const result = readAuditSpec(path, { allowPlainText: true });
    expect(result.ok && needsText(result.value.feature)).toBe(false);
    expect(result).toMatchObject({ value: { feature: { text: 'DOE' } } });
  });

  test('in a canary is refused too', () => {
    const canaries = [{ feature: plain.feature, label: 1 }];
    writeFileSync(
      path,
      JSON.stringify({ schema: 'engram.training-spec/1', network: { preset: 'mlp' }, images: { source: 'shipped' }, canaries }),
    );
    expect(readTrainingSpec(path, strict)).toMatchObject({ error: { code: 'spec-holds-private-text' } });
  });

  test('never shows in the errors of a secrets file, not even as a key', () => {
    writeFileSync(path, JSON.stringify({ schema: 'engram.secrets/1', 'DOE^JANE': 1, txet: 'DOE^JANE' }));
    expect(readSecrets(path)).toEqual({
      ok: false,
      error: {
        code: 'secrets-invalid',
        message: `${path} is not a secrets file:\n  the file: holds an unknown key; known are schema, text, seed\n  the file: holds an unknown key; did you mean "text"?`,
        hint: 'Correct the file and choose it again.',
        hintAtTerminal: 'Correct the file; "engram schema secrets" prints what it may hold.',
      },
    });
  });
});
