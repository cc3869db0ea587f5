import { describe, expect, test, vi } from 'vitest';
import { answerOf } from '../../electron/services/attach.js';
import { anyPath } from './support/any-path.js';
import { Failure } from '../../electron/services/failure.js';
import { createBridge, type Line } from '../../shared/contract/bridge.js';
import { calls } from '../../shared/contract/calls.js';
import { createClient } from '../../shared/contract/client.js';
import { events } from '../../shared/contract/events.js';
import type { Handlers } from '../../shared/contract/handlers.js';
import { callNames, eventNames } from '../../shared/contract/names.js';

const line = (changes: Partial<Line> = {}): Line => ({
  invoke: () => Promise.resolve(undefined),
  listen: () => () => undefined,
  pathOf: () => undefined,
  ...changes,
});

test('every name has its schemas, and every schema its name', () => {
  expect(Object.keys(calls).sort()).toEqual([...callNames].sort());
  expect(Object.keys(events).sort()).toEqual([...eventNames].sort());
});

describe('a client', () => {
  test('hands on results whose values it has checked', async () => {
    const client = createClient(createBridge(line({ invoke: () => Promise.resolve({ ok: true, value: { text: 'a' } }) })));
    expect(await client.call('revealPrivateText', { id: 'x' })).toEqual({ ok: true, value: { text: 'a' } });
  });

  test.each([
    ['a value of another shape', { ok: true, value: { text: 7 } }],
    ['no result at all', 'hello'],
    ['an error without a known code', { ok: false, error: { code: 'made-up', message: '', hint: '' } }],
  ])('takes %s for a broken connection', async (_what, answer) => {
    const client = createClient(createBridge(line({ invoke: () => Promise.resolve(answer) })));
    expect(await client.call('revealPrivateText', { id: 'x' })).toMatchObject({ ok: false, error: { code: 'connection-lost' } });
  });

  test('takes a transport that breaks for an error like any other', async () => {
    const client = createClient(createBridge(line({ invoke: () => Promise.reject(new Error('gone')) })));
    expect(await client.call('about', {})).toMatchObject({ ok: false, error: { code: 'connection-lost' } });
  });

  test('gives one unsubscribe for each subscription', () => {
    const stop = vi.fn();
    const client = createClient(createBridge(line({ listen: () => stop })));
    client.on('audits', () => undefined)();
    expect(stop).toHaveBeenCalledOnce();
  });
});

describe('an attached handler', () => {
  const answer = (handler: () => Promise<unknown>) => answerOf({ readAudit: handler } as unknown as Handlers, 'readAudit', anyPath);

  test('is not called with what its schema refuses', async () => {
    const handler = vi.fn();
    expect(await answer(handler)({ id: '' })).toMatchObject({ ok: false, error: { code: 'call-invalid' } });
    expect(await answer(handler)({ id: 'a', more: 1 })).toMatchObject({ ok: false, error: { code: 'call-invalid' } });
    expect(handler).not.toHaveBeenCalled();
  });

  test('that throws a failure gives its error', async () => {
    const failure = new Failure({ code: 'not-found', message: 'Gone.', hint: 'Look elsewhere.' });
    expect(await answer(() => Promise.reject(failure))({ id: 'a' })).toEqual({ ok: false, error: failure.data });
  });

  test('that throws anything else tells nothing of it', async () => {
    const result = await answer(() => Promise.reject(new Error('SMITH')))({ id: 'a' });
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(result)).not.toContain('SMITH');
  });

  test('cannot send what its schema does not know', async () => {
    expect(await answer(() => Promise.resolve({ ok: true, value: { secret: 1 } }))({ id: 'a' })).toMatchObject({
      ok: false,
      error: { code: 'internal' },
    });
  });
});
