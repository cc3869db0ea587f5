import { resolve } from 'node:path';
import type { AuditSpec } from '../../../shared/domain/audit-spec.js';
import { EngineError } from '../../engine/base/error.js';
import type { Classifier } from '../../engine/models/classifier.js';
import type { RuntimeRecord } from '../../../shared/domain/runtime.js';
import { openAnyClassifier } from '../../engine/models/open-classifier.js';
import { readAnyModel } from '../../engine/models/read-model.js';

/** What a brought model is compared with. */
interface Audited {
  readonly spec: Pick<AuditSpec, 'model' | 'referenceModels'>;
  readonly classifier: Classifier;
  readonly threads: number;
  readonly runtime: RuntimeRecord;
}

/**
 * Opens reference model `index` of the spec, to score as the audited one does.
 * @throws EngineError `model-unsupported` where it takes other images or gives other classes
 */
export async function openBroughtModel(
  { spec, classifier, threads, runtime }: Audited,
  specFolder: string,
  index: number,
): Promise<Classifier> {
  const { initial: _initial, ...source } = spec.model;
  const model = await readAnyModel(resolve(specFolder, spec.referenceModels[index]), spec.model);
  const reference = await openAnyClassifier(model, source, { batchSize: classifier.batchSize, threads, runtime: runtime.name });
  if (isAlike(reference, classifier)) return reference;
  await reference.dispose();
  throw new EngineError('model-unsupported', { fault: 'brought-model-differs', index });
}

/** Opens each brought model once, so that one that does not fit is refused before hours of work. */
export async function checkBroughtModels(audited: Audited, specFolder: string): Promise<void> {
  for (const index of audited.spec.referenceModels.keys()) await (await openBroughtModel(audited, specFolder, index)).dispose();
}

function isAlike(reference: Classifier, audited: Classifier): boolean {
  const { layout, channels, height, width } = audited.input;
  const own = reference.input;
  return (
    reference.outputs === audited.outputs &&
    own.layout === layout &&
    own.channels === channels &&
    own.height === height &&
    own.width === width
  );
}
