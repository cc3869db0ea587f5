import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { useTemporaryFolder } from '../../engine/images/temporary-folder.js';
import { until } from '../../worker/probe/processes.js';
import { writeSmallSet } from './small-set.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const temporary = useTemporaryFolder();

function start(out: string) {
  const argv = ['--import', 'tsx', 'electron/cli/main.ts', 'train', join(temporary.path, 'spec.json'), '--out', join(temporary.path, out)];
  const child = spawn(process.execPath, argv, { cwd: root, stdio: 'ignore' });
  return { child, ended: new Promise((resolve) => child.once('close', resolve)) };
}

test('kill -9 in the middle of a training, run again: the identical model', async () => {
  const images = { source: 'path', path: writeSmallSet(temporary.path, 'small', 1500) };
  writeFileSync(
    join(temporary.path, 'spec.json'),
    JSON.stringify({ schema: 'engram.training-spec/1', network: { preset: 'mlp' }, images, epochs: 40, threads: 1 }),
  );
  const killed = start('killed');
  await until(() => existsSync(join(temporary.path, 'killed', '.state', 'training', 'training.state')), 60);
  killed.child.kill('SIGKILL');
  await killed.ended;
  expect(existsSync(join(temporary.path, 'killed', 'model.onnx'))).toBe(false);

  expect(await start('killed').ended).toBe(0);
  expect(await start('whole').ended).toBe(0);
  const bytes = (out: string, name: string) => readFileSync(join(temporary.path, out, name));
  expect(bytes('killed', 'model.onnx').equals(bytes('whole', 'model.onnx'))).toBe(true);
  expect(bytes('killed', 'history.json').equals(bytes('whole', 'history.json'))).toBe(true);
});
