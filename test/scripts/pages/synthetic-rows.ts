import type { NetworkKind } from '../../../shared/domain/study.js';
import { studyRowSchema, type AuditRow, type StudyRow } from '../../../shared/domain/study-row.js';
import { networkDesigns } from '../../../electron/jobs/study/networks.js';

/** A row as a study writes it, with the audits given. */
export function rowOf(number: number, audits: readonly Partial<AuditRow>[], network: NetworkKind = 'mlp'): StudyRow {
  return studyRowSchema.parse({
    schema: 'engram.study-row/1',
    hash: `row-${number}`,
    engram: '0',
    commit: 'none',
    machine: 'none',
    model: { study: 'detection', number, network, collection: 'mnist', seed: number, shuffle: true, trainingImages: 100 },
    family: networkDesigns[network].family,
    epoch: 1,
    validationAccuracy: 0.9,
    agreement: 0.95,
    seconds: { training: 1, students: 1, audits: 1 },
    audits: audits.map((audit, mark) => ({
      mark,
      copies: 0,
      labelKnown: true,
      initialKnown: false,
      tests: {},
      verdicts: { text: 'not-detected', kind: 'not-detected' },
      m: 0,
      seedP: 1,
      ...audit,
    })),
  });
}
