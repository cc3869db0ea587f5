import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runRecordSchema, type RunRecord } from '../../shared/domain/audit-result.js';
import type { KeptResult } from '../../shared/domain/kept-result.js';
import { auditSpecSchema, type AuditSpecInput } from '../../shared/domain/audit-spec.js';
import type { Secrets } from '../../shared/domain/secrets.js';
import type { CallOptions, EngineService } from '../../electron/services/engine-service.js';
import { valueOf } from '../../electron/services/failure.js';
import { featureOf, type Mark } from './mark.js';
import { watchMemory } from './memory.js';
import type { LargeNetworkSettings } from './settings.js';

/** What the audit of one network came to. */
export interface LargeAudit {
  readonly result: KeptResult;
  readonly run: RunRecord;
  /** Of all processes of the audit together, in MiB; null where the system does not tell. */
  readonly peakMemoryMiB: number | null;
}

/** The same for both networks; paths are from the folder of the network. */
export function auditSpecOf(mark: Mark, images: string, { students, hosts, strings, timeBudget }: LargeNetworkSettings): AuditSpecInput {
  return {
    schema: 'engram.audit-spec/1',
    model: { path: 'model.onnx', output: 'logits' },
    preprocessing: { resize: 'bilinear', colour: 'rgb', mean: [0.5], deviation: [0.25] },
    feature: featureOf(mark),
    label: mark.label,
    distillation: { images: { source: 'path', path: `${images}/unmarked-images-idx3-ubyte` }, students, kind: 'truncated' },
    method: { hosts, strings, timeBudget },
  };
}

/** Audits one network in full, as the command line would; goes on with an audit that was stopped. Throws `Failure`. */
export async function auditNetwork(
  service: EngineService,
  folder: string,
  images: string,
  mark: Mark,
  settings: LargeNetworkSettings,
  options: CallOptions,
): Promise<LargeAudit> {
  const spec = auditSpecOf(mark, images, settings);
  const secrets: Secrets = { schema: 'engram.secrets/1', text: mark.text, seed: mark.seed };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'audit.json'), `${JSON.stringify(spec, null, 2)}\n`);
  await writeFile(join(folder, 'secrets.json'), `${JSON.stringify(secrets, null, 2)}\n`);
  const memory = watchMemory();
  try {
    const outputFolder = join(folder, 'audit');
    const { result } = valueOf(
      await service.run('audit', { spec: auditSpecSchema.parse(spec), secrets, specFolder: folder, outputFolder }, options),
    );
    const run = runRecordSchema.parse(JSON.parse(await readFile(join(outputFolder, 'run.json'), 'utf8')));
    return { result, run, peakMemoryMiB: memory.peakMiB() };
  } finally {
    memory.stop();
  }
}
