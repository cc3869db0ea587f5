import { auditSpecSchema, type AuditSpec } from './audit-spec.js';
import type { Draft } from './draft.js';

/** What a draft still lacks: the wizard's step and field, and a sentence for the person. */
export interface Gap {
  readonly step: StepName;
  readonly field: string;
  readonly message: string;
}

/** The wizard's steps that describe an audit, in order. */
export const stepNames = ['case', 'model', 'feature', 'images', 'method'] as const;
export type StepName = (typeof stepNames)[number];

/** Everything that keeps a draft from being run, in the order of the steps. */
export function gapsOf(draft: Draft, hasText: boolean): Gap[] {
  return [...caseGaps(draft), ...modelGaps(draft), ...featureGaps(draft, hasText), ...imageGaps(draft), ...methodGaps(draft)];
}

function caseGaps({ case: declared }: Draft): Gap[] {
  return declared.reference.trim() === ''
    ? [{ step: 'case', field: 'reference', message: 'Give the audit a reference, so that you find it again.' }]
    : [];
}

function modelGaps({ model, preprocessingConfirmed }: Draft): Gap[] {
  if (model === undefined) return [{ step: 'model', field: 'path', message: 'Choose the model file.' }];
  return preprocessingConfirmed
    ? []
    : [{ step: 'model', field: 'confirmed', message: "Look at the model's answers on a few images and confirm the preprocessing." }];
}

function featureGaps({ feature }: Draft, hasText: boolean): Gap[] {
  if (feature.kind === 'bitmap') {
    return feature.path === '' ? [{ step: 'feature', field: 'path', message: 'Choose the picture of the mark.' }] : [];
  }
  return [
    ...(feature.template === ''
      ? [{ step: 'feature', field: 'template', message: 'Describe the text by a template with its fixed and private parts.' } as const]
      : []),
    ...(hasText ? [] : [{ step: 'feature', field: 'text', message: 'Enter the private text.' } as const]),
  ];
}

function imageGaps({ method, distillation }: Draft): Gap[] {
  return method.level === 'full' && distillation === undefined
    ? [
        {
          step: 'images',
          field: 'distillation',
          message: 'A full audit takes images without marks. Choose them, or make it a quick audit.',
        },
      ]
    : [];
}

function methodGaps({ referenceModels }: Draft): Gap[] {
  return referenceModels.length === 1
    ? [
        {
          step: 'method',
          field: 'referenceModels',
          message: 'One earlier version alone does not show how far models differ: bring two or more, or none.',
        },
      ]
    : [];
}

/** The spec that a draft without gaps describes. Throws where there are gaps. */
export function specOfDraft(draft: Draft): AuditSpec {
  const { method } = draft;
  return auditSpecSchema.parse({
    schema: 'engram.audit-spec/1',
    reference: draft.case.reference.trim().slice(0, 200) || undefined,
    model: draft.model,
    preprocessing: draft.preprocessing,
    feature: draft.feature,
    label: draft.label,
    hosts: draft.hosts,
    distillation:
      method.level === 'full' && draft.distillation
        ? {
            images: draft.distillation,
            count: method.distillationCount,
            students: method.students,
            kind: method.distillationKind,
            epochs: method.distillationEpochs,
          }
        : undefined,
    referenceModels: draft.referenceModels,
    method: {
      alpha: method.alpha,
      hosts: method.hosts,
      strings: method.strings,
      batchSize: method.batchSize,
      timeBudget: method.timeBudget,
      tried: method.tried,
      threads: method.threads,
      runtime: method.runtime,
      deterministic: method.deterministic,
    },
  });
}
