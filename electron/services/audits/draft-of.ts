import type { DeclaredCase, Draft } from '../../../shared/domain/draft.js';
import type { AuditContent } from '../../../shared/domain/register.js';
import { draftOfSpec } from '../drafts/draft-of-spec.js';
import { notDeclared } from './declared-case.js';

/** The draft that describes an audit of the register again, without its private text. */
export function draftOf({ spec, specFolder, declared }: Pick<AuditContent, 'spec' | 'specFolder' | 'declared'>): Draft {
  const draft = draftOfSpec(spec, specFolder);
  return { ...draft, case: declared === undefined ? draft.case : declaredOf(declared), preprocessingConfirmed: true };
}

/** As it was typed: what was left empty is empty again. */
function declaredOf(declared: NonNullable<AuditContent['declared']>): DeclaredCase {
  const { schema: _schema, ...fields } = declared;
  const text = JSON.stringify(fields, (_key, value: unknown) => (value === notDeclared ? '' : value));
  return JSON.parse(text) as DeclaredCase;
}
