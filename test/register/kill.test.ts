import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { sha256 } from '../../electron/evidence/canonical.js';
import type { Register } from '../../electron/register/register.js';
import { bundleRecorder, Recorder } from './support/recorder.js';
import { RegisterPlace } from './support/register-place.js';

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

/** Everything that a recorder was told is done has to be found, unless it was on its way to be deleted. */
async function expectHeld(register: Register, deeds: readonly (readonly [deed: string, id: string])[]): Promise<void> {
  const entries = await register.journal.entries();
  const journaled = (action: string, id: string) => entries.some((entry) => entry.action === action && entry.subject.audit === sha256(Buffer.from(id)));
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
  await (await place.setUp()).settings.get();
  const rounds = 50;
  const longest = 300;
  const outcomes: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const recorders = ['a', 'b'].map((name) => new Recorder(place.path, `${round}${name}`, 10_000));
    await Promise.all(recorders.map((recorder) => recorder.until('opening')));
    await Promise.all(recorders.map(async (recorder) => {
      await wait(Math.random() * longest);
      await recorder.kill();
    }));
    expect(recorders.map(({ errors }) => errors)).toEqual(['', '']);
    outcomes.push(...recorders.map(({ said }) => said.at(-1)?.[0] ?? ''));

    const register = await place.open();
    expect(register.notices).toEqual([]);
    expect(await register.journal.verify()).toMatchObject({ problems: [] });
    await expectHeld(register, recorders.flatMap(({ said }) => said.slice(-8)));
    register.close();
  }
  expect(outcomes).toHaveLength(2 * rounds);
  // The moments were spread over everything that a recorder does.
  for (const deed of ['opening', 'planned', 'finished', 'signed']) expect(outcomes).toContain(deed);
});

test('two processes at once lose nothing, and count each other\'s audits', async () => {
  await place.setUp();
  const count = 40;
  const recorders = ['a', 'b'].map((name) => new Recorder(place.path, name, count));
  const register = await place.open();
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
