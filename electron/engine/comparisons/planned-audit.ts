import type { AuditedNetwork } from './measure-request.js';
import type { Plan } from './plan.js';
import type { Subject } from './subject.js';

/** An audit as its plan knows it, before hosts are read and comparison models are made. */
export interface PlannedAudit {
  readonly plan: Plan;
  readonly subject: Omit<Subject, 'hosts'>;
  /** Models that are measured beside the audited one: students, and those that the team brings. */
  readonly students: number;
  readonly brought: number;
  /** Undefined where only answers are asked for. */
  readonly network?: PlannedNetwork;
}

export interface PlannedNetwork extends Pick<AuditedNetwork, 'firstLayer'> {
  readonly hosts: Pick<AuditedNetwork['hosts'], 'inDomain'>;
  /** Whether the weights were given that it was trained from. */
  readonly hasInitial: boolean;
}
