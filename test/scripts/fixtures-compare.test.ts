import { describe, expect, it } from 'vitest';
import { compareFixture, tolerancesSchema } from '../../scripts/fixtures/compare.js';

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const floats = (...values: number[]) => Buffer.from(Float32Array.from(values).buffer);

describe('JSON fixtures', () => {
  it('are equal to 1e-9 relative, whatever their provenance', () => {
    const committed = json({ provenance: { numpy: '1' }, cases: [{ name: 'a', value: 0.1 }] });
    expect(
      compareFixture('a.json', committed, json({ provenance: { numpy: '2' }, cases: [{ name: 'a', value: 0.1 + 1e-11 }] })),
    ).toBeUndefined();
    expect(compareFixture('a.json', committed, json({ cases: [{ name: 'a', value: 0.1 + 1e-9 }] }))).toBe(
      '.cases[0].value: 0.1 committed, 0.100000001 fresh',
    );
  });

  it('differ where a text, a length or a key does', () => {
    expect(compareFixture('a.json', json({ a: 'x' }), json({ a: 'y' }))).toBe('.a: "x" committed, "y" fresh');
    expect(compareFixture('a.json', json([1, 2]), json([1]))).toBe('list: 2 values committed, 1 fresh');
    expect(compareFixture('a.json', json({ a: 1 }), json({ a: 1, b: 2 }))).toBe('.b: undefined committed, 2 fresh');
    expect(compareFixture('a.json', json({ a: 1 }), json({ a: '1' }))).toBe('.a: 1 committed, "1" fresh');
    expect(compareFixture('a.json', json(0), json(1e-300))).toBe('value: 0 committed, 1e-300 fresh');
  });

  it('have the tolerance that is stated', () => {
    const tolerance = { kind: 'json', relative: 1e-3, absolute: 0, why: 'float32' } as const;
    expect(compareFixture('a.json', json([1]), json([1.0005]), tolerance)).toBeUndefined();
    expect(compareFixture('a.json', json([1]), json([1.002]), tolerance)).toBe('[0]: 1 committed, 1.002 fresh');
  });
});

describe('binary fixtures', () => {
  it('are equal by bytes', () => {
    expect(compareFixture('a.bin', Buffer.from('ab'), Buffer.from('ab'))).toBeUndefined();
    expect(compareFixture('a.bin', Buffer.from('ab'), Buffer.from('abc'))).toBe('bytes differ (2 committed, 3 fresh)');
  });

  it('of float32 have the tolerance that is stated', () => {
    const tolerance = { kind: 'float32', relative: 0, absolute: 0.1, why: 'threads' } as const;
    expect(compareFixture('a.bin', floats(1, 2), floats(1, 2.05), tolerance)).toBeUndefined();
    expect(compareFixture('a.bin', floats(1, 2), floats(1, 2.5), tolerance)).toBe('value 1: 2 committed, 2.5 fresh');
    expect(compareFixture('a.bin', floats(1, 2), floats(1), tolerance)).toBe('8 bytes committed, 4 fresh');
  });

  it('that cannot be compared say why', () => {
    expect(compareFixture('a.onnx', Buffer.from('a'), Buffer.from('b'), { kind: 'not-compared', why: 'trained' })).toBeUndefined();
    expect(() => tolerancesSchema.parse({ 'a.onnx': { kind: 'not-compared' } })).toThrow();
  });
});
