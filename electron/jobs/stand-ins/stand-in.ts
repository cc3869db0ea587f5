import { join } from 'node:path';
import { Generator } from '../../engine/base/random/generator.js';
import type { PreparedFeature } from '../../engine/features/feature.js';
import type { AuditCase } from '../audit/case.js';
import type { PlannedStandIn } from './plan.js';

/** A stand-in before it is made: everything that chance decides of it, by the audit's seed and its number alone. */
export interface StandIn extends PlannedStandIn {
  /** Another text of the template, for which it is audited. */
  readonly feature: PreparedFeature;
  /** The class whose records carry the text: the record's own, where it is known. */
  readonly class: number;
  /** Of its training, of the records that carry the text and of its audit. */
  readonly seeds: { readonly training: number; readonly records: number; readonly audit: number };
  /** For its files while it is made and audited. */
  readonly folder: string;
}

export function standInOf(
  { feature, seed, spec, classes }: Pick<AuditCase, 'feature' | 'seed' | 'spec' | 'classes'>,
  { number, copies }: PlannedStandIn,
  folder: string,
): StandIn {
  const draw = (purpose: string) => new Generator(seed, `stand-in ${purpose}`, number).word();
  return {
    number,
    copies,
    feature: feature.another(number, new Generator(seed, 'stand-in texts').word()),
    class: spec.label ?? new Generator(seed, 'stand-in class', number).integer(classes),
    seeds: { training: draw('training'), records: draw('records'), audit: draw('audit') },
    folder: join(folder, String(number)),
  };
}
