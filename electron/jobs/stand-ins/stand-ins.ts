import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { standInAuditSchema, type StandInAudit, type StandInsRecord } from '../../../shared/domain/stand-ins.js';
import type { Subject } from '../../engine/comparisons/subject.js';
import { comparedFor, sensitivityOf } from '../../engine/verdict/stand-ins.js';
import type { Clock } from '../audit/clock.js';
import { familyOf } from '../audit/family.js';
import { fileMemory } from '../audit/file-memory.js';
import { kept } from '../audit/kept-state.js';
import { initialOf } from '../audit/references.js';
import type { SealedState } from '../sealed-state.js';
import { auditStandIn, type AuditStandInRequest } from './audit-stand-in.js';
import { makeStandIns } from './make.js';
import { standInImages, type NotMade, type PlannedStandIn, type StandInsPlan } from './plan.js';
import { standInOf } from './stand-in.js';

export interface StandInsInput extends Omit<AuditStandInRequest, 'memory' | 'students' | 'onImages'> {
  readonly planned: StandInsPlan;
  readonly specFolder: string;
  /** What the model itself was measured on. */
  readonly subject: Subject;
  /** What its students are. */
  readonly studentsKind: 'whole' | 'truncated';
  /** Images that measuring one stand-in goes through, about. */
  readonly imagesEach: number;
  readonly state: SealedState;
  readonly clock: Clock;
}

export interface AuditedStandIns {
  readonly audits: readonly StandInAudit[];
  readonly record: StandInsRecord;
}

/** What one stand-in came to: its audit, or how many records of its class there were where these were too few. */
const outcomeSchema = z.union([standInAuditSchema, z.strictObject({ given: z.int().min(0) })]);
type Outcome = z.infer<typeof outcomeSchema>;

/**
 * Makes the stand-ins that are planned, audits each, and says what was found. What each came to is kept with the
 * audit's state, so that one that is stopped goes on with the next.
 */
export async function auditStandIns(input: StandInsInput): Promise<AuditedStandIns> {
  const { audited, planned, state, clock, plan } = input;
  const { distillation, spec } = audited;
  const asked = spec.distillation?.standIns;
  if (distillation === undefined || asked === undefined) throw new TypeError('Stand-ins were not asked for.');
  const { own, students } = standInImages(distillation, plan.distillationImages);
  const folder = join(input.context.stateFolder, 'stand-ins');
  const waiting = planned.made.filter((one) => !state.has(fileOf(one)));
  const { made, lacking } = await clock.phase('stand-ins', planned.made.length, 'stand-ins', (report) =>
    makeMissing(input, waiting, own, folder, (done) => report(planned.made.length - waiting.length + done)),
  );
  const outcomes: (PlannedStandIn & { readonly outcome: Outcome })[] = [];
  await clock.phase('stand-in-audits', planned.made.length * input.imagesEach, 'images', async (report) => {
    for (const [index, one] of planned.made.entries()) {
      const before = index * input.imagesEach;
      let images = 0;
      report(before);
      const outcome = await kept(state, fileOf(one), outcomeSchema, async () => {
        const short = lacking.find(({ standIn }) => standIn.number === one.number);
        if (short) return { given: short.given };
        const ready = made.find(({ standIn }) => standIn.number === one.number);
        if (ready === undefined) throw new TypeError(`Stand-in ${one.number} was not made.`);
        return auditStandIn(ready, {
          ...input,
          students: { kind: input.studentsKind, indices: students },
          memory: within(fileMemory(state), `stand-in-${one.number}`),
          onImages(count) {
            images = Math.min(input.imagesEach, images + count);
            report(before + images);
          },
        });
      });
      outcomes.push({ ...one, outcome });
      // Its networks and their images are not needed again.
      await rm(join(folder, String(one.number)), { recursive: true, force: true });
    }
  });
  const audits = outcomes.flatMap(({ outcome }) => ('verdicts' in outcome ? [outcome] : []));
  const short = outcomes.flatMap(({ number, copies, outcome }): NotMade[] =>
    'given' in outcome ? [{ number, copies, reason: { code: 'too-few-records', given: outcome.given, needed: copies } }] : [],
  );
  return {
    audits,
    record: {
      trainingImages: planned.trainingImages,
      epochs: planned.epochs,
      learns: asked.learns,
      compared: comparedFor(familyOf(audited.description.architecture)),
      points: sensitivityOf(audits),
      notMade: countedBy([...short, ...planned.notMade]),
    },
  };
}

async function makeMissing(
  { audited, planned, specFolder, subject, rowsKey, context }: StandInsInput,
  waiting: readonly PlannedStandIn[],
  indices: Uint32Array,
  folder: string,
  onMade: (done: number) => void,
): ReturnType<typeof makeStandIns> {
  const { model, spec } = audited;
  if (waiting.length === 0 || model === undefined) return { made: [], lacking: [] };
  return makeStandIns({
    audited,
    model,
    initial: await initialOf(audited, specFolder),
    standIns: waiting.map((one) => standInOf(audited, one, folder)),
    indices,
    epochs: planned.epochs,
    learns: spec.distillation?.standIns?.learns ?? 'decisions',
    subject,
    folder,
    rowsKey,
    context,
    onMade,
  });
}

/** One line for each number of copies and reason. */
function countedBy(notMade: readonly NotMade[]): StandInsRecord['notMade'] {
  const lines = new Map<string, StandInsRecord['notMade'][number]>();
  for (const { copies, reason } of notMade) {
    const key = JSON.stringify([copies, reason]);
    lines.set(key, { copies, count: (lines.get(key)?.count ?? 0) + 1, reason });
  }
  return [...lines.values()].sort((one, other) => one.copies - other.copies);
}

function fileOf({ number }: PlannedStandIn): string {
  return `stand-in-${number}.json`;
}

/** Names of one stand-in's measurements, apart from those of the others and of the model. */
function within(memory: AuditStandInRequest['memory'], name: string): AuditStandInRequest['memory'] {
  return { values: (measured, compute) => memory.values(`${name}-${measured}`, compute) };
}
