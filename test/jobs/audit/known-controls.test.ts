import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ControlResult } from '../../../shared/domain/audit-result.js';
import { controls } from '../../../electron/engine/controls/control.js';
import { keepControls, knownControls } from '../../../electron/jobs/audit/known-controls.js';

const passed: readonly ControlResult[] = controls.map(({ name, planted }) => ({
  name,
  planted,
  verdicts: { text: planted ? 'memorised' : 'not-detected', kind: 'not-detected' },
  passed: true,
}));
const failed = passed.map((control, index) => (index === 0 ? { ...control, passed: false } : control));

let cache: string;
beforeEach(() => (cache = mkdtempSync(join(tmpdir(), 'controls-'))));
afterEach(() => rmSync(cache, { recursive: true }));

it('are known on the machine where they passed, for the same alpha', async () => {
  expect(await knownControls(cache, 0.05)).toBeUndefined();
  await keepControls(cache, 0.05, passed);
  expect(await knownControls(cache, 0.05)).toEqual(passed);
  expect(await knownControls(cache, 0.01)).toBeUndefined();
});

it('are audited anew where one failed, or where what was kept is damaged or incomplete', async () => {
  await keepControls(cache, 0.05, failed);
  expect(await knownControls(cache, 0.05)).toBeUndefined();
  await keepControls(cache, 0.05, passed);
  const [file] = readdirSync(join(cache, 'controls'));
  for (const content of ['', '{', '{"controls":[]}', JSON.stringify({ controls: failed }), JSON.stringify({ controls: passed.slice(1) })]) {
    writeFileSync(join(cache, 'controls', file), content);
    expect(await knownControls(cache, 0.05)).toBeUndefined();
  }
});
