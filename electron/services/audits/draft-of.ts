import { draftSchema, type DeclaredCase, type Draft } from '../../../shared/domain/draft.js';
import type { AuditContent } from '../../../shared/domain/register.js';
import { notDeclared } from './declared-case.js';

/** The draft that describes an audit of the register again, without its private text. */
export function draftOf({ spec, declared }: Pick<AuditContent, 'spec' | 'declared'>): Draft {
  const { feature, distillation, method } = spec;
  return draftSchema.parse({
    case: declared === undefined ? { reference: spec.reference } : declaredOf(declared),
    model: spec.model,
    preprocessing: spec.preprocessing,
    preprocessingConfirmed: true,
    feature: feature.kind === 'text' ? { kind: 'text', template: feature.template, typography: feature.typography, ink: feature.ink, placement: feature.placement, stampAt: feature.stampAt } : feature,
    hosts: spec.hosts,
    distillation: distillation?.images,
    label: spec.label,
    referenceModels: spec.referenceModels,
    method: {
      level: distillation === undefined ? 'quick' : 'full',
      alpha: method.alpha,
      hosts: method.hosts,
      strings: method.strings,
      batchSize: method.batchSize,
      timeBudget: method.timeBudget,
      students: distillation?.students,
      distillationCount: distillation?.count,
    },
  });
}

/** As it was typed: what was left empty is empty again. */
function declaredOf(declared: NonNullable<AuditContent['declared']>): DeclaredCase {
  const { schema: _schema, ...fields } = declared;
  const text = JSON.stringify(fields, (_key, value: unknown) => (value === notDeclared ? '' : value));
  return JSON.parse(text) as DeclaredCase;
}
