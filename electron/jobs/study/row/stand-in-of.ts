import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { distillationSchema } from '../../../../shared/domain/audit-spec.js';
import type { StandInAudit } from '../../../../shared/domain/stand-ins.js';
import type { StudyModel } from '../../../../shared/domain/study.js';
import type { AuditCase } from '../../audit/case.js';
import { noMemory } from '../../audit/file-memory.js';
import { subjectOf } from '../../audit/subject.js';
import type { JobContext } from '../../job.js';
import { auditStandIn } from '../../stand-ins/audit-stand-in.js';
import { makeStandIns } from '../../stand-ins/make.js';
import { standInOf } from '../../stand-ins/stand-in.js';
import { epochsFor } from '../../students/recipe.js';
import { networkDesigns } from '../networks.js';
import type { StudySettings } from '../settings.js';
import { inThisProcess, type AuditedModel } from './audited-model.js';
import { candidates } from './candidates.js';

export interface StandInOfRequest {
  readonly audited: AuditedModel;
  readonly model: StudyModel;
  readonly settings: StudySettings;
  readonly signal: AbortSignal;
}

/**
 * Makes a stand-in of a studied model by the code of an audit, with as many copies as the model carries of its one mark,
 * and audits it as the model was: as if all candidates counted, as study rows are.
 */
export async function auditStandInOf({ audited, model, settings, signal }: StandInOfRequest): Promise<StandInAudit> {
  const [mark] = model.marks;
  const { students, epochs } = settings;
  const kind = networkDesigns[model.network].students;
  const known = await audited.caseOf(mark, mark.label);
  const distillation = distillationSchema.parse({ images: { source: 'path', path: '.' }, students, epochs, kind });
  const own: AuditCase = { ...known, spec: { ...known.spec, distillation } };
  const { model: file, distillation: images } = own;
  if (file === undefined || images === undefined) throw new TypeError('A studied model is a file, and has images.');
  const folder = join(audited.folder, 'stand-ins');
  const rowsKey = randomBytes(32).toString('hex');
  const subject = { ...subjectOf(own), hosts: audited.hosts };
  const nothing = () => undefined;
  const context: JobContext = {
    signal,
    threads: 1,
    cacheFolder: folder,
    stateFolder: folder,
    parallel: inThisProcess(signal),
    onProgress: nothing,
  };
  const { made, lacking } = await makeStandIns({
    audited: own,
    model: file,
    initial: undefined,
    standIns: [standInOf(own, { number: 0, copies: mark.copies }, folder)],
    indices: images.others,
    epochs: epochsFor(images.others.length),
    learns: 'decisions',
    subject,
    folder,
    rowsKey,
    context,
    onMade: nothing,
  });
  if (lacking.length > 0) throw new Error(`Only ${lacking[0].given} records carry the class of model ${model.number}.`);
  return auditStandIn(made[0], {
    audited: own,
    plan: settings.plan,
    // Its counts are given, so that no speed is asked for.
    pilot: { imagesPerSecond: 1, share: 1, preparedPerSecond: 1, hosts: 1, standardError: 0, stringDeviation: 0 },
    hosts: audited.hosts,
    legibility: undefined,
    students: { kind, indices: images.indices },
    validity: candidates,
    chunk: 100,
    memory: noMemory,
    rowsKey,
    context,
    onImages: nothing,
  });
}
