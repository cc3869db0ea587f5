import type { ErrorCode, ErrorData, Result } from '../domain/error.js';
import type { Said } from './said.js';
import { words, type Words } from './words.js';

type Errors = Words['errors'];
type FaultName = keyof Errors;
type FactsOf<Name extends FaultName> = Parameters<Errors[Name]> extends [infer Facts] ? Facts : unknown;

/** What went wrong: its name in the catalogue, with the names and numbers that its sentence tells. */
export type Fault = { [Name in FaultName]: { readonly fault: Name } & FactsOf<Name> }[FaultName];

/** What a person reads of a fault; one that was said already stays as it is. */
export function say(fault: Fault | Said): Said {
  if (!('fault' in fault)) return fault;
  // Each function takes the facts that its own fault has.
  const sentence = words.errors[fault.fault] as (facts: Fault) => Said;
  return sentence(fault);
}

export function errorData(code: ErrorCode, fault: Fault | Said): ErrorData {
  return { code, ...say(fault) };
}

export function failed(code: ErrorCode, fault: Fault | Said): Result<never> {
  return { ok: false, error: errorData(code, fault) };
}
