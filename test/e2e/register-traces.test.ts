import { openSync, readFileSync, writeFileSync } from 'node:fs';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { RegisterService } from '../../electron/services/register/register-service.js';
import { valueOf } from '../../electron/services/failure.js';
import { cost, passphrase } from '../register/support/register-place.js';
import { AuditFolder, run, smallSpec } from './support/audit-folder.js';
import { filesHolding, filesIn } from './support/traces.js';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

// Not of the alphabet of base64, in which it could turn up by chance.
const text = "Q'XV-";
const spec = smallSpec({
  feature: {
    kind: 'text',
    template: "{pattern:A}'{pattern:AA}-",
    typography: { font: '5x7' },
    placement: { anchor: 'bottom-left', margin: [1, 1] },
  },
});

let folder: AuditFolder;
beforeAll(async () => {
  folder = await AuditFolder.create(100);
});
afterAll(() => folder.remove());

test('an audit that is recorded, shown and drafted leaves its private text nowhere on disk', async () => {
  const service = new RegisterService({ cost });
  valueOf(await service.setUp({ passphrase }));
  valueOf(await service.use(({ drafts }) => drafts.save({ title: `Draft of ${text}`, content: { text } })));
  folder.write('passphrase', passphrase);
  // The command closes the descriptor.
  const recorded = (...argv: string[]) => run([...argv, '--passphrase-fd', String(openSync(folder.in('passphrase'), 'r'))]);

  const command = folder.audit(spec, { text }, 'out');
  const ended = await recorded(...command);
  expect(ended).toMatchObject({ code: 0 });
  expect(ended.stdout).toContain('Recorded: audit 1 of this model for this feature');
  const [audit] = valueOf(await service.use(({ audits }) => audits.list()));
  const shown = await recorded('register', 'show', audit.id, '--out', folder.in('shown'));
  expect(shown.code).toBe(0);

  const secrets = filesIn(folder.path).filter((path) => /secrets-\d+\.json$/.test(path));
  expect(filesHolding(folder.path, text)).toEqual(secrets);
  for (const output of [ended, shown]) expect(output.stdout + output.stderr).not.toContain(text);
  // The register does hold it, for who has the key.
  expect(valueOf(await service.use(({ audits }) => audits.content(audit.id))).secrets.text).toBe(text);
});

test('the search finds a text in UTF-8, in UTF-16, and deflated within another file', () => {
  const found = ['plain', 'wide', 'gzip', 'stream'].map((name) => folder.in(name));
  writeFileSync(found[0], `before ${text} after`);
  writeFileSync(found[1], Buffer.from(`before ${text}`, 'utf16le'));
  writeFileSync(found[2], gzipSync(Buffer.from(`before ${text}`)));
  writeFileSync(
    found[3],
    Buffer.concat([readFileSync(folder.in('images.npy')).subarray(0, 1000), deflateSync(Buffer.from(`${text} after`)), Buffer.from('end')]),
  );
  expect(filesHolding(folder.path, text)).toEqual(expect.arrayContaining(found));
});
