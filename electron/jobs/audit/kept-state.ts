import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { answersRecordSchema, controlResultSchema, type AnswersRecord, type ControlResult } from '../../../shared/domain/audit-result.js';
import { pilotSchema, planSchema, type Pilot, type Plan } from '../../engine/comparisons/plan.js';
import type { SealedState } from '../sealed-state.js';

const seedSchema = z.strictObject({ seed: z.int().min(0) });
const plannedSchema = z.strictObject({ pilot: pilotSchema, plan: planSchema });

const controlsSchema = z.array(controlResultSchema);

const seedFile = 'seed.json';
const planFile = 'plan.json';

/** Whether an earlier run of this audit left something to go on from. */
export function isResumed(state: SealedState): boolean {
  return state.has(seedFile);
}

/** Whether an earlier run has measured anything worth keeping. */
export function isPlanned(state: SealedState): boolean {
  return state.has(planFile);
}

/** The seed that chooses hosts and decoys: the one given, or one drawn once for this audit. */
export async function keptSeed(state: SealedState, given: number | undefined): Promise<number> {
  return (await kept(state, seedFile, seedSchema, async () => ({ seed: given ?? randomInt(2 ** 47) }))).seed;
}

/** A plan holds for as long as an audit lasts: a resumed one must not plan anew from another pilot. */
export function keptPlan(state: SealedState, make: () => Promise<{ pilot: Pilot; plan: Plan }>): Promise<{ pilot: Pilot; plan: Plan }> {
  return kept(state, planFile, plannedSchema, make);
}

/** The model is asked once with an audit what its answers are like. */
export function keptAnswers(state: SealedState, make: () => Promise<AnswersRecord>): Promise<AnswersRecord> {
  return kept(state, 'answers.json', answersRecordSchema, make);
}

/** The controls are audited once with an audit, however often it is stopped. */
export function keptControls(state: SealedState, make: () => Promise<ControlResult[]>): Promise<ControlResult[]> {
  return kept(state, 'controls.json', controlsSchema, make);
}

/** What an audit finds out once: read where an earlier run of it has. */
export async function kept<Value>(state: SealedState, name: string, schema: z.ZodType<Value>, make: () => Promise<Value>): Promise<Value> {
  const file = await state.read(name);
  if (file === undefined) {
    const value = await make();
    await state.write(name, JSON.stringify(value));
    return value;
  }
  try {
    return schema.parse(JSON.parse(file.toString('utf8')));
  } catch (cause) {
    return state.refuse(name, cause);
  }
}
