import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { IdentityOpening } from '../../renderer/state/identity-opening.svelte.js';
import { createBridge } from '../../shared/contract/bridge.js';
import type { CallName } from '../../shared/contract/names.js';
import type { Deed } from '../../shared/domain/signing.js';

/** A transport whose answers come when the test says so. */
const calls: { name: CallName; input: unknown; answer: (value: unknown) => void }[] = [];
let Opening: typeof IdentityOpening;
let opening: IdentityOpening;

const deed: Deed = { do: 'sign', report: { path: '/report.pdf' }, role: 'reviewer' };
const hash = 'a'.repeat(64);
const opened = {
  ticket: '5b3a1cf0-6a52-4c2e-9d55-3f1f6f0f7a11',
  holder: {
    name: 'Rolf',
    subject: 'CN=Rolf',
    issuer: 'CN=Trust',
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2030-01-01T00:00:00.000Z',
    local: false,
  },
  deed: {
    role: 'reviewer',
    meaning: 'I checked method and limits.',
    report: {
      sha256: hash,
      reference: 'R',
      model: 'M, version 1',
      modelSha256: hash,
      verdicts: [
        { subject: 'whole', verdict: 'signal' },
        { subject: 'text', verdict: 'signal' },
        { subject: 'kind', verdict: 'not-detected' },
      ],
      verdict: 'signal',
      agreed: 'Hold.',
      signatures: [],
    },
  },
  page: { png: 'iVBORw==', width: 1, height: 1, pages: 1 },
};

beforeAll(async () => {
  const engram = createBridge({
    invoke: (name, input) => new Promise((answer) => calls.push({ name, input, answer })),
    listen: () => () => undefined,
    pathOf: () => undefined,
  });
  Object.assign(globalThis, { window: { engram } });
  Opening = (await import('../../renderer/state/identity-opening.svelte.js')).IdentityOpening;
});

beforeEach(() => {
  calls.length = 0;
  opening = new Opening();
  opening.file = '/rolf.p12';
  opening.secret = 'geheim';
});

test('the secret leaves the page with the call that carries it', async () => {
  const done = opening.open(deed);
  expect(opening.secret).toBe('');
  expect(calls.map(({ input }) => input)).toEqual([{ identity: { p12: '/rolf.p12', secret: 'geheim' }, deed }]);
  calls[0].answer({ ok: true, value: opened });
  await done;
  expect(JSON.stringify(opening)).not.toContain('geheim');
  expect([opening.takeTicket(), opening.takeTicket()]).toEqual([opened.ticket, undefined]);
});

test('whatever becomes of the form while an identity opens, what is shown is the deed that was sealed', async () => {
  const asked: Deed = { ...deed, role: 'approver', decision: 'release', reason: 'a', conditions: 'b', reviewBy: '2999-01-01' };
  const mine = structuredClone(asked);
  const done = opening.open(mine);
  Object.assign(mine, {
    role: 'auditor',
    decision: 'hold',
    reason: 'c',
    conditions: 'd',
    reviewBy: '2998-01-01',
    report: { path: '/other.pdf' },
  });
  Object.assign(opening, { kind: 'local', local: 'somebody', file: '/other.p12' });
  expect(calls[0].input).toEqual({ identity: { p12: '/rolf.p12', secret: 'geheim' }, deed: asked });
  calls[0].answer({ ok: true, value: opened });
  await done;
  expect(opening.opened).toEqual(opened);
});

test('an identity that opens after it was given up is closed, and serves no other deed', async () => {
  const done = opening.open(deed);
  await opening.close();
  calls[0].answer({ ok: true, value: opened });
  await Promise.resolve();
  await expect.poll(() => calls.map(({ name }) => name)).toEqual(['openIdentity', 'closeIdentity']);
  calls[1].answer({ ok: true, value: {} });
  await done;
  expect([opening.opened, opening.busy, opening.error]).toEqual([undefined, false, undefined]);
});

test.each(['local', 'file', 'command'] as const)('without what %s needs nothing is sent, and what is missing is said', async (kind) => {
  opening.kind = kind;
  [opening.secret, opening.local] = ['', 'somebody'];
  await opening.open(deed);
  expect(calls).toEqual([]);
  expect(opening.error?.message).toMatch(/is missing\.$/);
});
