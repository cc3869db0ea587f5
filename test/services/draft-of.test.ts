import { expect, test } from 'vitest';
import { z } from 'zod';
import { draftOf } from '../../electron/services/audits/draft-of.js';
import { caseOf } from '../../electron/services/audits/declared-case.js';
import type { DicomSettings } from '../../shared/domain/dicom.js';
import { auditSpecSchema, type AuditSpecInput } from '../../shared/domain/audit-spec.js';
import { declaredCaseSchema } from '../../shared/domain/draft.js';
import { specOfDraft } from '../../shared/domain/draft-spec.js';

const dicom: DicomSettings = { levels: 'own-window', view: 2, centre: 40, width: 350, overlays: 'burn-in', everyFrame: 3 };

/** Two specs that between them set every setting there is, to something else than its default. */
const text: AuditSpecInput = {
  schema: 'engram.audit-spec/1',
  reference: 'Ward 7',
  model: {
    path: 'classifier.onnx',
    output: 'logits',
    outputName: 'scores',
    layout: 'NCHW',
    inputSize: { height: 28, width: 32 },
    initial: 'initial.onnx',
  },
  preprocessing: { resize: 'area', fit: 'pad', colour: 'grey', range: [-1, 1], mean: [0.13], deviation: [0.31] },
  feature: {
    kind: 'text',
    template: '{surname} {initial}',
    typography: { font: '5x7', scale: 2, spacing: 1 },
    ink: { colour: 200, background: { opaque: 10 }, opacity: 0.5 },
    placement: { anchor: 'top-right', margin: [4, 2], tolerance: 3 },
    stampAt: 'native',
  },
  label: 3,
  hosts: { source: 'path', path: 'hosts.npy', labels: 'labels.npy', bits: 12, dicom },
  distillation: {
    images: { source: 'path', path: 'unlabelled.npy', labels: 'unread.npy', bits: 12, dicom },
    count: 5000,
    students: 7,
    kind: 'whole',
    epochs: 9,
    standIns: { copies: [8, 2], each: 4, epochs: 30, learns: 'answers' },
  },
  referenceModels: ['before.onnx', '/models/public.onnx'],
  method: {
    alpha: 0.1,
    hosts: 64,
    strings: 499,
    batchSize: 16,
    timeBudget: 600,
    tried: 4,
    threads: 2,
    runtime: 'onnx',
    deterministic: true,
  },
};
const mark: AuditSpecInput = {
  schema: 'engram.audit-spec/1',
  model: { path: 'classifier.onnx' },
  feature: { kind: 'bitmap', path: 'mark.png', placement: { anchor: 'bottom', margin: [0, 3], tolerance: 1 }, stampAt: 'native' },
  hosts: { source: 'shipped', longerSide: 2500 },
  distillation: { images: { source: 'shipped', longerSide: 512 } },
};
/** What a duplicate leaves out on purpose. */
const leftOut = ['feature.text'];

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly oneOf?: readonly Node[];
  readonly const?: unknown;
  readonly default?: unknown;
}

/** The settings of a schema, by their places, that `given` leaves out or at their defaults. */
function unset(node: Node, given: readonly unknown[], place = ''): string[] {
  if (node.oneOf !== undefined)
    return node.oneOf.flatMap((one) =>
      unset(
        one,
        given.filter((value) => isOf(one, value)),
        place,
      ),
    );
  if (node.properties !== undefined) {
    return Object.entries(node.properties).flatMap(([name, inner]) =>
      unset(
        inner,
        given.flatMap((value) => (isObject(value) && name in value ? [value[name]] : [])),
        place === '' ? name : `${place}.${name}`,
      ),
    );
  }
  const plain = JSON.stringify(node.default);
  return node.const === undefined && !given.some((value) => JSON.stringify(value) !== plain) ? [place] : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Whether a value is of this alternative of several. */
function isOf(node: Node, value: unknown): boolean {
  const constants = Object.entries(node.properties ?? {}).filter(([, inner]) => inner.const !== undefined);
  return isObject(value) && constants.every(([name, inner]) => value[name] === inner.const);
}

test('the specs of this test set all that a spec can say', () => {
  const schema = z.toJSONSchema(auditSpecSchema, { io: 'input', reused: 'inline' }) as Node;
  expect(unset(schema, [text, mark])).toEqual(leftOut);
  // Where one were forgotten, it would be named.
  const { method, ...rest } = text;
  const { threads: _threads, ...others } = method ?? {};
  expect(unset(schema, [{ ...rest, method: { ...others, alpha: 0.05 } }, mark])).toEqual([...leftOut, 'method.alpha', 'method.threads']);
});

test.each([
  ['a text, with all settings', text],
  ['a mark', mark],
])('a duplicate of an audit of %s is audited as it was, with its paths made whole', (_what, input) => {
  const spec = auditSpecSchema.parse(input);
  const at = (path: string) => (path.startsWith('/') ? path : `/case/${path}`);
  const whole = JSON.parse(JSON.stringify(spec), (key, value: unknown) =>
    ['path', 'labels', 'initial'].includes(key) && typeof value === 'string' ? at(value) : value,
  ) as typeof spec;
  expect(specOfDraft(draftOf({ spec, specFolder: '/case' }))).toEqual(
    auditSpecSchema.parse({ ...whole, referenceModels: spec.referenceModels.map(at) }),
  );
});

test('a duplicate leaves out the private text, and needs no second look at the answers', () => {
  const spec = auditSpecSchema.parse({ ...text, feature: { ...text.feature, text: 'DOE J' } });
  const draft = draftOf({ spec, specFolder: '/case' });
  expect(JSON.stringify(draft)).not.toContain('DOE J');
  expect(draft.preprocessingConfirmed).toBe(true);
});

test('what the team had declared is as it was typed, and what it left empty is empty', () => {
  const typed = declaredCaseSchema.parse({ reference: 'Ward 8', model: { owner: 'Radiology' }, actions: { signal: 'Ask the board.' } });
  expect(draftOf({ spec: auditSpecSchema.parse(text), specFolder: '/case', declared: caseOf(typed) }).case).toEqual(typed);
});
