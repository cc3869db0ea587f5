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
  return method.level === 'full' && distillation.images === undefined
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

/** The spec that a draft without gaps describes: whatever it has that the wizard alone keeps is left out. Throws where there are gaps. */
export function specOfDraft(draft: Draft): AuditSpec {
  const {
    case: declared,
    preprocessingConfirmed: _confirmed,
    sampleImages: _samples,
    step: _step,
    distillation,
    method,
    ...described
  } = draft;
  const { level, ...settings } = method;
  return auditSpecSchema.parse({
    ...described,
    schema: 'engram.audit-spec/1',
    reference: declared.reference.trim().slice(0, 200) || undefined,
    distillation: level === 'full' && distillation.images ? distillation : undefined,
    method: settings,
  });
}
