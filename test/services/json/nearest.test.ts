import { expect, test } from 'vitest';
import { nearest } from '../../../electron/services/json/nearest.js';

test.each([
  ['aplha', ['alpha', 'hosts'], 'alpha'],
  ['batchsize', ['batchSize', 'epochs'], 'batchSize'],
  ['hots', ['alpha', 'hosts'], 'hosts'],
  ['label', ['labels', 'table'], 'labels'],
  ['seed', ['spec', 'need'], 'need'],
  ['zebra', ['alpha', 'hosts'], undefined],
  ['x', [], undefined],
  ['method', ['model'], undefined],
])('%s among %j is meant as %s', (word, candidates, meant) => {
  expect(nearest(word, candidates)).toBe(meant);
});
