import { expect, test } from 'vitest';
import { run } from './support/audit-folder.js';

test('the library is loaded in the engine process, proves itself and is told of', async () => {
  const { code, stdout, stderr } = await run(['devices']);
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/^TensorFlow\s+2\.\d+\.\d+, on the (processor|graphics card); a matrix product is off by \d/m);
  expect(stdout).toMatch(/^graphics card\s+\S/m);
});
