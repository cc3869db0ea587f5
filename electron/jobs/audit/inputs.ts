import type { AuditResult } from '../../../shared/domain/audit-result.js';
import type { KeptResult } from '../../../shared/domain/kept-result.js';
import { EngineError } from '../../engine/base/error.js';
import { canonicalJson } from '../canonical-json.js';
import type { OutputFolder } from '../output-folder.js';
import type { AuditCase } from './case.js';

/** Hashes of the files that a spec names by path: a retrained model at the same path is another model. */
interface Inputs {
  readonly model: string;
  readonly hosts: AuditResult['hosts']['provenance'];
  readonly distillation: AuditResult['hosts']['provenance'] | undefined;
}

/**
 * Refuses to hand out or to go on with what was found for other files of the same names; the first
 * run notes which files it works on.
 * @throws EngineError `output-exists`
 */
export async function requireSameInputs(output: OutputFolder, audited: AuditCase, finished: KeptResult | undefined): Promise<void> {
  const { description, hosts, distillation } = audited;
  // Where there was no room for references the result tells of no images to distil them on.
  const distils = finished === undefined || finished.distillation !== undefined;
  const now = textOf({
    model: description.sha256,
    hosts: hosts.images.provenance,
    distillation: distils ? distillation?.images.provenance : undefined,
  });
  const name = 'inputs.json';
  if (finished === undefined && !output.state.has(name)) return output.state.write(name, now);
  const before = finished
    ? textOf({ model: finished.model.sha256, hosts: finished.hosts.provenance, distillation: finished.distillation?.provenance })
    : (await output.state.read(name))?.toString('utf8');
  if (before === now) return;
  throw new EngineError('output-exists', { fault: 'inputs-changed', path: output.path, finished: finished !== undefined });
}

function textOf(inputs: Inputs): string {
  return canonicalJson(inputs);
}
