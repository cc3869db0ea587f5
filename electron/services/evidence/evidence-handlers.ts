import type { evidenceCalls } from '../../../shared/contract/calls/evidence.js';
import type { Handlers } from '../../../shared/contract/handlers.js';
import { verificationSchema } from '../../../shared/domain/verification.js';
import type { EngineService } from '../engine-service.js';

export function evidenceHandlers(engine: EngineService): Pick<Handlers, keyof typeof evidenceCalls> {
  return { verifyEvidence: (input) => engine.lookUp('verify-evidence', input, verificationSchema) };
}
