import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { auditSpecSchema } from '../../shared/domain/audit-spec.js';
import type { AuditOutcome } from '../../shared/domain/job.js';
import { trainingSpecSchema } from '../../shared/domain/training-spec.js';
import type { CallOptions, EngineService } from '../../electron/services/engine-service.js';
import { valueOf } from '../../electron/services/failure.js';
import { recordAudit } from '../../electron/services/register/record-audit.js';
import type { RegisterService } from '../../electron/services/register/register-service.js';
import { demoCase, makeEvidence, type Evidence } from './evidence.js';
import { writeImages } from './mnist.js';
import type { DemoSettings } from './settings.js';
import { auditSpecOf, drawMark, secretsOf, trainingSpecOf, type Mark } from './specs.js';

/** One model of a pair: how it was trained and what its audit found. */
export interface Audited {
  readonly folder: string;
  readonly training: readonly string[];
  readonly audit: AuditOutcome;
  /** What a board would receive, where the audit is recorded. */
  readonly evidence: Evidence | undefined;
}

export interface Pair {
  readonly mark: Mark;
  readonly planted: Audited;
  readonly clean: Audited;
}

export interface PairRequest extends CallOptions {
  readonly service: EngineService;
  readonly settings: DemoSettings;
  readonly folder: string;
  readonly seed: number;
  /** Where to record the audits; left out, they leave no evidence. */
  readonly recording?: { readonly register: RegisterService; readonly root: string };
  readonly onModel: (name: 'planted' | 'clean') => void;
}

/** Trains and audits a planted model and its clean twin; throws `Failure`. */
export async function runPair(request: PairRequest): Promise<Pair> {
  const { folder, seed, settings } = request;
  const mark = drawMark(seed);
  await writeImages(folder, seed, settings);
  await writeJson(join(folder, 'secrets.json'), secretsOf(mark));
  return { mark, planted: await auditOne('planted', mark, request), clean: await auditOne('clean', mark, request) };
}

/** The specs are written down as well, so that the same can be run again from the command line. */
async function auditOne(name: 'planted' | 'clean', mark: Mark, request: PairRequest): Promise<Audited> {
  const { service, settings, signal, onProgress, onModel, recording } = request;
  onModel(name);
  const folder = join(request.folder, name);
  const secrets = secretsOf(mark);
  const trainingSpec = trainingSpecOf(mark, name === 'planted', settings);
  const auditSpec = auditSpecOf(mark, settings);
  await mkdir(folder, { recursive: true });
  await writeJson(join(folder, 'training.json'), trainingSpec);
  await writeJson(join(folder, 'audit.json'), auditSpec);
  const trained = valueOf(
    await service.run(
      'train',
      { spec: trainingSpecSchema.parse(trainingSpec), secrets, specFolder: folder, outputFolder: join(folder, 'model') },
      { signal, onProgress },
    ),
  );
  const input = { spec: auditSpecSchema.parse(auditSpec), secrets, specFolder: folder, outputFolder: join(folder, 'audit') };
  if (recording === undefined) {
    return {
      folder,
      training: trained.summary,
      audit: valueOf(await service.run('audit', input, { signal, onProgress })),
      evidence: undefined,
    };
  }
  const { register, root } = recording;
  const recorded = valueOf(await recordAudit(service, register, { ...input, case: { declared: demoCase } }, { signal, onProgress }));
  const evidence = await makeEvidence(service, register, root, recorded.record.id, join(folder, 'evidence'), { signal, onProgress });
  return { folder, training: trained.summary, audit: recorded.outcome, evidence };
}

async function writeJson(path: string, data: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(data, null, 2)}\n`);
}
