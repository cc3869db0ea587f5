import type { AuditSpec } from '../../../shared/domain/audit-spec.js';
import { publicSpecSchema, type PublicSpec } from '../../../shared/domain/public-spec.js';

/** The part of a spec that a bundle holds. */
export function publicSpecOf({ feature, preprocessing, distillation, referenceModels, method }: AuditSpec): PublicSpec {
  const { placement, stampAt } = feature;
  return publicSpecSchema.parse({
    schema: 'engram.public-spec/1',
    preprocessing,
    feature:
      feature.kind === 'text'
        ? { kind: 'text', template: feature.template, typography: feature.typography, ink: feature.ink, placement, stampAt }
        : { kind: 'bitmap', placement, stampAt },
    distils: distillation !== undefined,
    referenceModels: referenceModels.length,
    method,
  } satisfies PublicSpec);
}
