import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Case } from '../../shared/domain/case.js';
import { givenByHand } from '../../electron/services/evidence/confirm-command.js';
import { EvidenceService, verifyEvidence } from '../../electron/services/evidence/evidence-service.js';
import type { CallOptions, EngineService } from '../../electron/services/engine-service.js';
import { valueOf } from '../../electron/services/failure.js';
import { RegisterService } from '../../electron/services/register/register-service.js';
import { registerOf } from './folder.js';

/** What a board would receive of one model: a signed report, and the bundle that it is part of. */
export interface Evidence {
  readonly report: string;
  readonly bundle: string;
  readonly root: string;
  /** Whether all of the bundle holds. */
  readonly holds: boolean;
}

/** Everything in the demo is made up, so its secrets may be known. */
export const demoSecrets = { passphrase: 'demo passphrase', identity: 'demo secret of the auditor' };
const auditor = 'Demo Auditor';

export const demoCase: Case = {
  schema: 'engram.case/1',
  reference: 'DEMO',
  controller: 'Example Hospital Trust',
  model: { name: 'Digits', owner: 'Engram’s demo', version: '1' },
  intendedUse: 'Shows what Engram does; reads hand-written digits.',
  dpia: 'none: made-up data',
  deidentification: { procedure: 'none: the mark was planted on purpose', version: '1' },
  reason: 'A text of four letters was planted in some of the training images.',
  actions: {
    memorised: 'Do not release; find the images with the mark and retrain without it.',
    signal: 'Hold, and repeat with a declared seed.',
    'not-detected': 'Release, with the smallest detectable effect on record.',
    inconclusive: 'Supply what is missing and audit again.',
  },
};

/** A register of the demo's own, open. */
export async function demoRegister(folder: string): Promise<RegisterService> {
  const register = new RegisterService({ folder: registerOf(folder) });
  valueOf(await register.setUp({ passphrase: demoSecrets.passphrase }));
  return register;
}

/** Has somebody who can sign; to be made once. Returns the root that vouches for them. */
export async function demoAuditor(service: EngineService, register: RegisterService): Promise<string> {
  return valueOf(await new EvidenceService(service, register, givenByHand).createIdentity(auditor, demoSecrets.identity)).root;
}

/** Report, signature, bundle and its verification, for one recorded audit; throws `Failure`. */
export async function makeEvidence(
  service: EngineService,
  register: RegisterService,
  root: string,
  audit: string,
  folder: string,
  options: CallOptions,
): Promise<Evidence> {
  const evidence = new EvidenceService(service, register, givenByHand);
  const identity = { local: auditor, secret: demoSecrets.identity };
  const paths = { report: join(folder, 'report.pdf'), bundle: join(folder, 'evidence.zip'), root: join(folder, 'root.pem') };
  await mkdir(folder, { recursive: true });
  valueOf(await evidence.makeReport({ audit }, options));
  await writeFile(
    paths.report,
    valueOf(await evidence.sign(valueOf(await evidence.prepare({ do: 'sign', report: { audit }, role: 'auditor' }, identity)))),
  );
  valueOf(await evidence.makeBundle(valueOf(await evidence.prepare({ do: 'bundle', audit }, identity)), paths.bundle));
  await writeFile(paths.root, root);
  const { checks } = valueOf(await verifyEvidence(paths.bundle, [root]));
  return { ...paths, holds: checks.every(({ holds }) => holds) };
}
