import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { controlImages } from '../../electron/engine/controls/control-images.js';
import { RegisterService } from '../../electron/services/register/register-service.js';
import { valueOf } from '../../electron/services/failure.js';
import { cost, passphrase } from '../register/support/register-place.js';
import { dicomFile } from '../support/dicom-file.js';
import { AuditFolder, run, smallSpec } from './support/audit-folder.js';
import { filesHolding, filesIn } from './support/traces.js';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const count = 200;
const name = "O'Witness^Una";
const id = 'MRN~4711~XYZZY';
const text = "Q'XV-";

let folder: AuditFolder;
beforeAll(async () => {
  folder = await AuditFolder.create(1);
  const images = await controlImages(count, 777);
  for (let index = 0; index < count; index++) {
    const series = folder.in(`chest/study-${index % 3}/series-${index % 5}`);
    mkdirSync(series, { recursive: true });
    writeFileSync(join(series, `IM${index}`), dicomFile(await images.read(index), { patientName: name, patientId: id }));
  }
});
afterAll(() => folder.remove());

test('200 DICOM files are audited, and what stands in their headers stands nowhere else', async () => {
  const service = new RegisterService({ cost });
  valueOf(await service.setUp({ passphrase }));
  folder.write('passphrase', passphrase);
  const looked = await run(['inspect', folder.in('chest')]);
  expect([looked.code, looked.stderr.includes('did not foresee')]).toEqual([0, false]);
  expect(looked.stdout).toMatch(/\nnumber +200 images\n/);
  expect(looked.stdout).toMatch(/\nmodality +CR/);

  const spec = smallSpec({
    feature: { kind: 'text', template: "{pattern:A}'{pattern:AA}-", typography: { font: '5x7' }, placement: { anchor: 'bottom-left' } },
    hosts: { source: 'path', path: folder.in('chest') },
  });
  const passphraseFile = String(openSync(folder.in('passphrase'), 'r'));
  const ended = await run([...folder.audit(spec, { text }, 'out'), '--passphrase-fd', passphraseFile]);
  expect([ended.code, ended.stdout]).toEqual([0, expect.stringContaining('Recorded: audit 1 of this model') as string]);
  expect(ended.stdout.replaceAll(/\s+/g, ' ')).toContain('We stamped the mark on 32 images that the team supplied');

  const sources = filesIn(folder.in('chest')).sort();
  expect(sources).toHaveLength(count);
  for (const secret of [name, id, 'Una', '4711~XYZZY']) {
    expect(filesHolding(folder.path, secret).sort()).toEqual(sources);
    for (const { stdout, stderr } of [looked, ended]) expect(stdout + stderr).not.toContain(secret);
  }
});
