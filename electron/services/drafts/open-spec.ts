import { dirname, resolve } from 'node:path';
import type { AuditSpec } from '../../../shared/domain/audit-spec.js';
import { draftSchema, type Draft } from '../../../shared/domain/draft.js';
import { failed, type Result } from '../../../shared/domain/error.js';
import type { ImageSource } from '../../../shared/domain/images.js';
import { Failure } from '../failure.js';
import { readAuditSpec } from '../spec-file.js';
import type { Drafts } from './drafts.js';

/** Makes a draft of the audit spec at `path`, as when it is opened from the desktop; the spec stays as it is. */
export async function openSpec(path: string, drafts: Drafts): Promise<Result<{ draft: string }>> {
  const read = readAuditSpec(path, { allowPlainText: false });
  if (!read.ok) return read;
  const kept = unseen(read.value);
  if (kept !== undefined) {
    return failed('spec-invalid', `${path} sets ${kept}, which the window does not show.`, `Take it out of the spec, or run the spec as it is: engram audit ${path} --out results`);
  }
  try {
    const { stamp } = await drafts.create(draftOfSpec(read.value, dirname(path)));
    return { ok: true, value: { draft: stamp.id } };
  } catch (error) {
    if (error instanceof Failure) return { ok: false, error: error.data };
    throw error;
  }
}

/** A draft that would be audited as `spec` is; its paths relate to `folder`. */
export function draftOfSpec(spec: AuditSpec, folder: string): Draft {
  const at = (path: string): string => resolve(folder, path);
  const imagesAt = (images: ImageSource): ImageSource =>
    images.source === 'shipped' ? images : { ...images, path: at(images.path), ...(images.labels !== undefined && { labels: at(images.labels) }) };
  const { model, feature, distillation } = spec;
  const { threads: _threads, ...method } = spec.method;
  return draftSchema.parse({
    case: { reference: spec.reference },
    model: { ...model, path: at(model.path), ...(model.initial !== undefined && { initial: at(model.initial) }) },
    preprocessing: spec.preprocessing,
    feature: feature.kind === 'bitmap' ? { ...feature, path: at(feature.path) } : feature,
    hosts: spec.hosts && imagesAt(spec.hosts),
    distillation: distillation && imagesAt(distillation.images),
    label: spec.label,
    referenceModels: spec.referenceModels.map(at),
    method: { ...method, level: distillation ? 'full' : 'quick', students: distillation?.students, distillationCount: distillation?.count },
  });
}

/** The first setting of a spec that a draft has no place for; it must not get lost unsaid. */
function unseen({ method, distillation }: AuditSpec): string | undefined {
  if (method.threads !== undefined) return 'method.threads';
  if (distillation?.epochs !== undefined) return 'distillation.epochs';
  return distillation !== undefined && distillation.kind !== 'auto' ? 'distillation.kind' : undefined;
}
