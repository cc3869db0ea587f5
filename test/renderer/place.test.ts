import { describe, expect, test } from 'vitest';
import { formatPlace, parsePlace } from '../../renderer/state/place.js';

describe('the place in the address', () => {
  test.each([
    [{ page: 'home' }],
    [{ page: 'audit', draft: 'a b/c', step: 'model' }],
    [{ page: 'findings', audit: 'x' }],
    [{ page: 'signatures', audit: 'x' }],
    [{ page: 'sign' }],
    [{ page: 'compare', audits: ['x', 'y'] }],
    [{ page: 'studies' }],
    [{ page: 'settings' }],
  ] as const)('comes back as it was written: %j', (place) => {
    expect(parsePlace(formatPlace(place))).toEqual(place);
  });

  test.each(['', '#/', '#/nowhere/x', '#/audit'])('of %j is the start', (hash) => {
    expect(parsePlace(hash)).toEqual({ page: 'home' });
  });
});
