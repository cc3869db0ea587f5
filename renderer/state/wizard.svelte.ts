import type { AuditState } from './audit.svelte.js';

/** The audit that is open in the wizard, for whoever shows its steps. */
class Wizard {
  audit = $state.raw<AuditState | undefined>();
}

export const wizard = new Wizard();
