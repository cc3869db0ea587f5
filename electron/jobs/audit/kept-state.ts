import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { answersRecordSchema, controlResultSchema, type AnswersRecord, type ControlResult } from '../../../shared/domain/audit-result.js';
import { EngineError } from '../../engine/base/error.js';
import { writeFileAtomically } from '../atomic-file.js';
import { pilotSchema, planSchema, type Pilot, type Plan } from '../../engine/comparisons/plan.js';

const seedSchema = z.strictObject({ seed: z.int().min(0) });
const plannedSchema = z.strictObject({ pilot: pilotSchema, plan: planSchema });

const controlsSchema = z.array(controlResultSchema);

const seedFile = 'seed.json';
const planFile = 'plan.json';

/** Whether an earlier run of this audit left something to go on from. */
export function isResumed(stateFolder: string): boolean {
  return existsSync(join(stateFolder, seedFile));
}

/** Whether an earlier run has measured anything worth keeping. */
export function isPlanned(stateFolder: string): boolean {
  return existsSync(join(stateFolder, planFile));
}

/** The seed that chooses hosts and decoys: the one given, or one drawn once for this audit. */
export async function keptSeed(stateFolder: string, given: number | undefined): Promise<number> {
  return (await kept(join(stateFolder, seedFile), seedSchema, async () => ({ seed: given ?? randomInt(2 ** 47) }))).seed;
}

/** A plan holds for as long as an audit lasts: a resumed one must not plan anew from another pilot. */
export function keptPlan(stateFolder: string, make: () => Promise<{ pilot: Pilot; plan: Plan }>): Promise<{ pilot: Pilot; plan: Plan }> {
  return kept(join(stateFolder, planFile), plannedSchema, make);
}

/** The model is asked once with an audit what its answers are like. */
export function keptAnswers(stateFolder: string, make: () => Promise<AnswersRecord>): Promise<AnswersRecord> {
  return kept(join(stateFolder, 'answers.json'), answersRecordSchema, make);
}

/** The controls are audited once with an audit, however often it is stopped. */
export function keptControls(stateFolder: string, make: () => Promise<ControlResult[]>): Promise<ControlResult[]> {
  return kept(join(stateFolder, 'controls.json'), controlsSchema, make);
}

async function kept<Value>(path: string, schema: z.ZodType<Value>, make: () => Promise<Value>): Promise<Value> {
  if (!existsSync(path)) {
    const value = await make();
    await writeFileAtomically(path, JSON.stringify(value));
    return value;
  }
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new EngineError(
      'state-damaged',
      `What the audit kept to resume from is damaged (${basename(path)}).`,
      'Delete the output folder and run the audit again.',
      { cause },
    );
  }
}
