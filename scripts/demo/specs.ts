import type { AuditSpecInput } from '../../shared/domain/audit-spec.js';
import type { Secrets } from '../../shared/domain/secrets.js';
import type { TrainingSpecInput } from '../../shared/domain/training-spec.js';
import { Generator } from '../../electron/engine/base/random/generator.js';
import { imageFiles } from './mnist.js';
import type { DemoSettings } from './settings.js';

/** The mark of one pair: four letters in a corner, where MNIST is dark. */
export interface Mark {
  readonly seed: number;
  readonly text: string;
  readonly label: number;
  readonly corner: (typeof corners)[number];
}

const corners = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;
const classes = 10;
const letters = 4;

/** Text, class and corner of a pair's mark, drawn by its seed. */
export function drawMark(seed: number): Mark {
  const generator = new Generator(seed, 'demo mark');
  const letter = () => String.fromCharCode('A'.charCodeAt(0) + generator.integer(26));
  return {
    seed,
    text: Array.from({ length: letters }, letter).join(''),
    label: generator.integer(classes),
    corner: corners[generator.integer(corners.length)],
  };
}

export function secretsOf({ text, seed }: Mark): Secrets {
  return { schema: 'engram.secrets/1', text, seed };
}

function featureOf({ corner }: Mark): AuditSpecInput['feature'] {
  return {
    kind: 'text',
    template: `{letters:${letters}}`,
    typography: { font: '5x5' },
    placement: { anchor: corner, margin: [1, 1] },
  };
}

/** The paper's MLP; paths are from the folder of the planted or of the clean model. */
export function trainingSpecOf(mark: Mark, planted: boolean, { epochs, copies }: DemoSettings): TrainingSpecInput {
  return {
    schema: 'engram.training-spec/1',
    network: { preset: 'mlp' },
    images: { source: 'path', path: `../${imageFiles.training}` },
    validation: { source: 'path', path: `../${imageFiles.validation}` },
    optimizer: { kind: 'adam', learningRate: 3e-4 },
    epochs,
    seed: mark.seed,
    canaries: planted ? [{ feature: featureOf(mark), label: mark.label, copies }] : [],
  };
}

/** A full audit, the same for both models. */
export function auditSpecOf(mark: Mark, { hosts, strings, students }: DemoSettings): AuditSpecInput {
  return {
    schema: 'engram.audit-spec/1',
    model: { path: 'model/model.onnx' },
    feature: featureOf(mark),
    label: mark.label,
    distillation: { images: { source: 'path', path: `../${imageFiles.unmarked}` }, students, kind: 'whole' },
    method: { hosts, strings },
  };
}
