import { auditSpecSchema, type AuditSpec } from './audit-spec.js';
import type { Draft } from './draft.js';

/** What a draft still lacks, by the wizard's step and field. */
export type Gap =
  | { readonly step: 'case'; readonly field: 'reference' }
  | { readonly step: 'model'; readonly field: 'path' | 'confirmed' }
  | { readonly step: 'feature'; readonly field: 'path' | 'template' | 'text' }
  | { readonly step: 'images'; readonly field: 'distillation' }
  | { readonly step: 'method'; readonly field: 'referenceModels' };

/** The wizard's steps that describe an audit, in order. */
export const stepNames = ['case', 'model', 'feature', 'images', 'method'] as const;
export type StepName = (typeof stepNames)[number];

/** Everything that keeps a draft from being run, in the order of the steps. */
export function gapsOf(draft: Draft, hasText: boolean): Gap[] {
  return [...caseGaps(draft), ...modelGaps(draft), ...featureGaps(draft, hasText), ...imageGaps(draft), ...methodGaps(draft)];
}

function caseGaps({ case: declared }: Draft): Gap[] {
  return declared.reference.trim() === '' ? [{ step: 'case', field: 'reference' }] : [];
}

function modelGaps({ model, preprocessingConfirmed }: Draft): Gap[] {
  if (model === undefined) return [{ step: 'model', field: 'path' }];
  return preprocessingConfirmed ? [] : [{ step: 'model', field: 'confirmed' }];
}

function featureGaps({ feature }: Draft, hasText: boolean): Gap[] {
  if (feature.kind === 'bitmap') {
    return feature.path === '' ? [{ step: 'feature', field: 'path' }] : [];
  }
  return [
    ...(feature.template === '' ? [{ step: 'feature', field: 'template' } as const] : []),
    ...(hasText ? [] : [{ step: 'feature', field: 'text' } as const]),
  ];
}

function imageGaps({ method, distillation }: Draft): Gap[] {
  return method.level === 'full' && distillation.images === undefined
    ? [
        {
          step: 'images',
          field: 'distillation',
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
