import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Reporter } from '../../electron/cli/report/reporter.js';
import { readAuditSpec, readSecrets, readTrainingSpec } from '../../electron/services/spec-file.js';
import { valueOf } from '../../electron/services/failure.js';
import { RegisterService } from '../../electron/services/register/register-service.js';
import { demoSecrets } from '../../scripts/demo/evidence.js';
import { runDemo } from '../../scripts/demo/run.js';
import { drawMark } from '../../scripts/demo/specs.js';
import { useTemporaryFolder } from '../engine/images/temporary-folder.js';

const temporary = useTemporaryFolder();

const small = {
  trainingImages: 600,
  validationImages: 100,
  unmarkedImages: 600,
  copies: 40,
  epochs: 2,
  students: 2,
  hosts: 64,
  strings: 49,
};

/** Files for people and programs below a folder that hold `text`; weights and pixels may hold any four bytes by chance. */
function holding(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /\.(json|txt)$/.test(entry.name) && readFileSync(join(entry.parentPath, entry.name)).includes(text),
    )
    .map(({ name }) => name);
}

test('a pair goes through the real service, from images to two findings side by side', async () => {
  const folder = join(temporary.path, 'results');
  const notes: string[] = [];
  const phases = new Set<string>();
  let lines: readonly string[] = [];
  let outcome: unknown;
  const reporter: Reporter = {
    progress: ({ phase }) => phases.add(phase),
    note: (text) => notes.push(text),
    error: ({ message }) => notes.push(message),
    result(_command, data, shown) {
      outcome = data;
      lines = shown;
    },
  };
  const code = await runDemo({ seeds: [4], folder }, small, reporter);
  expect(notes).toEqual(['planted model', 'clean twin']);
  expect([...phases]).toEqual(expect.arrayContaining(['load', 'train', 'controls', 'strings', 'distil', 'students', 'probes', 'write']));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(lines).toContain('PLANTED MODEL                                      CLEAN TWIN');
  expect(outcome).toMatchObject({ pairs: [{ seed: 4 }], right: code === 0 ? 1 : 0 });
  expect(readdirSync(folder).sort()).toEqual(['cache', 'demo.json', 'register', 'seed-4']);

  const pair = join(folder, 'seed-4');
  const register = new RegisterService({ folder: join(folder, 'register') });
  valueOf(await register.open({ by: 'passphrase', passphrase: demoSecrets.passphrase }));
  const results = valueOf(
    await register.use(async ({ audits }) =>
      Promise.all((await audits.list()).map(async ({ id, folder: place }) => ({ folder: place, ...(await audits.content(id)) }))),
    ),
  );
  for (const name of ['planted', 'clean']) {
    expect(readTrainingSpec(join(pair, name, 'training.json'), { allowPlainText: false })).toMatchObject({ ok: true });
    expect(readAuditSpec(join(pair, name, 'audit.json'), { allowPlainText: false })).toMatchObject({ ok: true });
    const result = results.find(({ folder: place }) => place === join(pair, name, 'audit'))?.result;
    expect(result).toMatchObject({ level: 'full', hosts: { inDomain: true, count: 64 }, plan: { strings: 49, students: 2 } });
    expect(result?.tests.map((entry) => entry.name)).toEqual(
      expect.arrayContaining(['same-template-strings', 'distilled-text', 'distilled-kind']),
    );
  }
  expect(readSecrets(join(pair, 'secrets.json'))).toMatchObject({ ok: true });
  const { text } = drawMark(4);
  expect(lines.join('\n')).not.toContain(text);
  expect(holding(folder, text)).toEqual(['secrets.json']);
}, 600_000);
