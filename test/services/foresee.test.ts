import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DraftKeeper } from '../../electron/services/drafts/draft-keeper.js';
import { Drafts } from '../../electron/services/drafts/drafts.js';
import { valueOf } from '../../electron/services/failure.js';
import { RegisterService } from '../../electron/services/register/register-service.js';
import { foreseeAudit } from '../../electron/services/runs/foresee.js';
import type { AuditToPlan } from '../../electron/register/records/audits.js';
import { draftSchema } from '../../shared/domain/draft.js';
import type { AuditCount } from '../../shared/domain/register.js';
import { auditEnd, auditToPlan, modelHash } from '../register/support/example-audit.js';
import { cost, passphrase, RegisterPlace } from '../register/support/register-place.js';

let place: RegisterPlace;
let register: RegisterService;
let drafts: Drafts;
let runs: string;
beforeEach(async () => {
  place = new RegisterPlace();
  runs = join(place.folder, 'runs');
  register = new RegisterService({ folder: place.path, cost });
  valueOf(await register.setUp({ passphrase }));
  drafts = new Drafts(new DraftKeeper(register), () => undefined);
});
afterEach(() => {
  register.close();
  place.remove();
});

const plan = async (audit: AuditToPlan) => valueOf(await register.use(({ audits }) => audits.plan(audit)));

async function finished(changes: Parameters<typeof auditToPlan>[0]): Promise<void> {
  const { record } = await plan(auditToPlan(changes));
  valueOf(await register.use(({ audits }) => audits.finish(record.id, auditEnd())));
}

async function draftOf(text: string): Promise<string> {
  const { stamp } = await drafts.create();
  await drafts.setText(stamp.id, text);
  return stamp.id;
}

async function foreseen(draft: string, model = modelHash): Promise<AuditCount | undefined> {
  return valueOf(await foreseeAudit({ drafts, register, folder: runs }, draft, model)).count;
}

test('the window foresees the count that the report will state', async () => {
  await finished({ text: 'DOE JANE', folder: '/1' });
  await finished({ text: 'DOE JOHN', folder: '/2' });
  await plan(auditToPlan({ text: 'doe jane', folder: '/cut off' }));
  await finished({ text: 'DOE JANE', model: 'b'.repeat(64), folder: '/3' });
  for (const [text, ordinal] of [
    ['Doe  Jane', 3],
    ['DOE JOHN', 2],
    ['ROE JANE', 1],
  ] as const) {
    const count = await foreseen(await draftOf(text));
    const { record, history } = await plan(auditToPlan({ text, folder: `/next ${text}` }));
    expect(count).toEqual({ ordinal, tried: record.tried });
    expect(history.ordinal).toBe(ordinal);
  }
});

test('an audit that waits in its folder is counted already', async () => {
  const draft = await draftOf('DOE JANE');
  await finished({ text: 'DOE JANE', folder: '/1' });
  const folder = join(runs, draft);
  mkdirSync(folder, { recursive: true });
  const { record } = await plan(auditToPlan({ text: 'DOE JANE', folder }));
  expect(record.ordinal).toBe(2);
  expect(await foreseen(draft)).toEqual({ ordinal: 2, tried: 2 });
  valueOf(await register.use(({ audits }) => audits.fail(record.id, { code: 'feature-too-large', message: 'It does not fit.', hint: '' })));
  await finished({ text: 'DOE JANE', folder: '/2' });
  expect(await foreseen(draft)).toEqual({ ordinal: 3, tried: 3 });
});

test('nothing is foreseen while the private feature is not known', async () => {
  const { stamp } = await drafts.create();
  expect(await foreseen(stamp.id)).toBeUndefined();
  const mark = draftSchema.parse({ feature: { kind: 'bitmap' } });
  const changed = valueOf(await drafts.save(stamp, mark));
  expect(await foreseen(stamp.id)).toBeUndefined();
  const path = join(place.folder, 'mark.png');
  writeFileSync(path, 'mark');
  valueOf(await drafts.save(changed, draftSchema.parse({ feature: { kind: 'bitmap', path } })));
  expect(await foreseen(stamp.id)).toEqual({ ordinal: 1, tried: 1 });
  const feature = { kind: 'bitmap', path } as const;
  await plan({ ...auditToPlan({ spec: { feature } }), bitmap: Buffer.from('mark') });
  expect(await foreseen(stamp.id)).toEqual({ ordinal: 2, tried: 2 });
});
