import type { AuditSpec } from '../../../shared/domain/audit-spec.js';
import type { Case } from '../../../shared/domain/case.js';
import type { Secrets } from '../../../shared/domain/secrets.js';
import { canonicalBytes } from '../../evidence/canonical.js';
import type { DataKey } from '../keys/data-key.js';

/** What an audit is about, as it is given to the register. */
export interface AuditSubject {
  /** As the team wrote it. */
  readonly spec: AuditSpec;
  readonly secrets: Secrets;
  readonly model: { readonly sha256: string; readonly name: string };
  /** The mark's file, where the feature is a bitmap. */
  readonly bitmap?: Uint8Array;
  /** Where the results go. */
  readonly folder: string;
}

/** What is private about a feature: its text, or the file of its mark. */
export type PrivatePart = { readonly text: string } | { readonly bitmap: Uint8Array };

/** Recognises a private feature again. Without the register's key nobody can try texts against a mark. */
export function featureMark(key: DataKey, part: PrivatePart): string {
  return 'bitmap' in part ? key.mark('bitmap', part.bitmap) : textMark(key, part.text);
}

export function privatePartOf({ spec: { feature }, secrets, bitmap }: Pick<AuditSubject, 'spec' | 'secrets' | 'bitmap'>): PrivatePart {
  return feature.kind === 'bitmap' ? { bitmap: bitmap ?? new Uint8Array() } : { text: feature.text ?? secrets.text ?? '' };
}

/**
 * The mark of a text: the same in capitals or small letters, with other spaces and wherever it stands,
 * as all of these are tries of one question.
 */
export function textMark(key: DataKey, text: string): string {
  return key.mark('text', text.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean).join(' '));
}

/** Stands for a declared case in the journal, which bundles carry: a plain hash of it would confirm a guess at what was declared. */
export function caseMark(key: DataKey, declared: Case): string {
  return key.mark('case', canonicalBytes(declared));
}

/** Recognises the same command again: the same audit, to be resumed. */
export function runMark(key: DataKey, { spec, secrets, model, folder }: AuditSubject): string {
  return key.mark('run', canonicalBytes({ spec, secrets, model: model.sha256, folder }));
}
