import { resolve } from 'node:path';
import type { AuditSpec } from '../../../shared/domain/audit-spec.js';
import { draftSchema, type Draft, type DraftFeature } from '../../../shared/domain/draft.js';
import type { Feature } from '../../../shared/domain/feature.js';
import type { ImageSource } from '../../../shared/domain/images.js';

/** A draft that would be audited as `spec` is, but for a private text that stands in it; its paths relate to `folder`. */
export function draftOfSpec(spec: AuditSpec, folder: string): Draft {
  const at = (path: string): string => resolve(folder, path);
  const imagesAt = (images: ImageSource): ImageSource =>
    images.source === 'shipped'
      ? images
      : { ...images, path: at(images.path), ...(images.labels !== undefined && { labels: at(images.labels) }) };
  const { schema: _schema, reference, ...described } = spec;
  const { model, distillation, method } = spec;
  return draftSchema.parse({
    ...described,
    case: { reference },
    model: { ...model, path: at(model.path), ...(model.initial !== undefined && { initial: at(model.initial) }) },
    feature: withoutText(spec.feature, at),
    hosts: spec.hosts && imagesAt(spec.hosts),
    distillation: distillation && { ...distillation, images: imagesAt(distillation.images) },
    referenceModels: spec.referenceModels.map(at),
    method: { ...method, level: distillation ? 'full' : 'quick' },
  });
}

function withoutText(feature: Feature, at: (path: string) => string): DraftFeature {
  if (feature.kind === 'bitmap') return { ...feature, path: at(feature.path) };
  const { text: _text, ...described } = feature;
  return described;
}
