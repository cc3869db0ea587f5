import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { sha256 } from '../../electron/evidence/canonical.js';
import { Register } from '../../electron/register/register.js';
import { bundleRecorder, Recorder } from './support/recorder.js';
import { cost, fixture, passphrase, RegisterPlace } from './support/register-place.js';

vi.setConfig({ testTimeout: 300_000 });

let bundle: string;
beforeAll(async () => {
  bundle = await bundleRecorder();
});
afterAll(() => rmSync(bundle));

let place: RegisterPlace;
beforeEach(() => {
  place = new RegisterPlace();
});
afterEach(() => place.remove());

/** By the key of a certificate, which takes no time, unlike a passphrase. */
function setUp(): Promise<Register> {
  return Register.setUp(place.path, { passphrase, certificates: [fixture('recovery-ec.pem')] }, { cost });
}

function open(): Promise<Register> {
  return Register.open(place.path, { by: 'private-key', file: fixture('recovery-ec.key.pem') });
}

/** Everything that a recorder was told is done has to be found, unless it was on its way to be deleted. */
async function expectHeld(register: Register, deeds: readonly (readonly [deed: string, id: string])[]): Promise<void> {
  const entries = await register.journal.entries();
  const journaled = (action: string, id: string) =>
    entries.some((entry) => entry.action === action && entry.subject.audit === sha256(Buffer.from(id)));
  const audits = new Map((await register.audits.list()).map((audit) => [audit.id, audit]));
  for (const [deed, id] of deeds) {
    if (id === '') continue;
    const audit = audits.get(id);
    expect(journaled('audit-planned', id)).toBe(true);
    if (audit === undefined) {
      expect(journaled('record-deleted', id)).toBe(true);
      continue;
    }
    expect(deed).not.toBe('deleted');
    if (deed !== 'planned') {
      expect(audit.state).toBe('finished');
      expect(journaled('audit-finished', id)).toBe(true);
      expect((await register.audits.content(id)).result).toBeDefined();
    }
    if (deed === 'signed') expect((await register.auditFiles.read(id, 'report.pdf')).toString()).toBe(`report ${id}`);
  }
}

test('killed at 100 random moments, two at a time, the register opens, its journal holds and nothing signed is lost', async () => {
  const rounds = 50;
  const roundsPerRegister = 5;
  const mostLines = 12;
  const longestStep = 10;
  const outcomes: string[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round % roundsPerRegister === 0) {
      place.remove();
      place = new RegisterPlace();
      await setUp();
    }
    const recorders = ['a', 'b'].map((name) => new Recorder(place.path, `${round}${name}`, 10_000));
    await Promise.all(
      recorders.map(async (recorder) => {
        // By what it has come to, as a busy machine makes light of times: within or soon after any of its first steps.
        await recorder.until(1 + Math.floor(Math.random() * mostLines));
        await wait(Math.random() * longestStep);
        await recorder.kill();
      }),
    );
    expect(recorders.map(({ errors }) => errors)).toEqual(['', '']);
    outcomes.push(...recorders.map(({ said }) => said.at(-1)?.[0] ?? ''));

    const register = await open();
    expect(register.notices).toEqual([]);
    expect(await register.journal.verify()).toMatchObject({ problems: [] });
    await expectHeld(
      register,
      recorders.flatMap(({ said }) => said.slice(-8)),
    );
    register.close();
  }
  expect(outcomes).toHaveLength(2 * rounds);
  // The moments were spread over everything that a recorder does.
  for (const deed of ['opening', 'planned', 'finished', 'signed']) expect(outcomes).toContain(deed);
});

test("two processes at once lose nothing, and count each other's audits", async () => {
  await setUp();
  const count = 40;
  const recorders = ['a', 'b'].map((name) => new Recorder(place.path, name, count));
  const register = await open();
  // A third writer is at work here.
  const saved: Promise<unknown>[] = [];
  for (let number = 0; number < count; number++) saved.push(register.drafts.save({ title: `draft ${number}`, content: number }));
  await Promise.all(saved);
  expect(await Promise.all(recorders.map(({ ended }) => ended))).toEqual([0, 0]);
  expect(recorders.map(({ errors }) => errors)).toEqual(['', '']);

  const deeds = recorders.flatMap(({ said }) => said);
  await expectHeld(register, deeds);
  expect(await register.drafts.list()).toHaveLength(count);
  const entries = await register.journal.entries();
  expect(entries.filter(({ action }) => action === 'audit-planned')).toHaveLength(2 * count);
  expect(entries.filter(({ action }) => action === 'report-signed')).toHaveLength(2 * count);
  const deleted = deeds.filter(([deed]) => deed === 'deleted').length;
  const ordinals = (await register.audits.list()).map(({ ordinal }) => ordinal);
  expect(ordinals).toHaveLength(2 * count - deleted);
  expect(new Set(ordinals).size).toBe(ordinals.length);
  expect(Math.max(...ordinals)).toBe(2 * count);
  expect((await register.journal.verify()).problems).toEqual([]);
});
