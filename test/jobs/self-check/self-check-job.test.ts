import { expect, test } from 'vitest';
import { controls } from '../../../electron/engine/controls/control.js';
import { EngineService } from '../../../electron/services/engine-service.js';
import { useTemporaryFolder } from '../../engine/images/temporary-folder.js';
import { valueOf } from '../../../electron/services/failure.js';
import { compiledEngine } from '../../support/compiled.js';

const temporary = useTemporaryFolder();

test('each control that ships is judged as it is, through the service', async () => {
  const service = new EngineService({ entry: compiledEngine(), threads: 1, processes: 1, cacheFolder: temporary.path });
  const done: number[] = [];
  const { controls: results, passed } = valueOf(
    await service.run('self-check', {}, { onProgress: (progress) => done.push(progress.done) }),
  );
  expect(results.map(({ name, planted }) => ({ name, planted }))).toEqual(controls.map(({ name, planted }) => ({ name, planted })));
  for (const { planted, verdicts, passed: right } of results) {
    expect(right).toBe(true);
    expect(Object.values(verdicts).some((verdict) => verdict === 'memorised' || verdict === 'signal')).toBe(planted);
  }
  expect(passed).toBe(true);
  expect(done.at(-1)).toBe(controls.length);
});
