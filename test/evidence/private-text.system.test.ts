import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { auditSpecSchema } from '../../shared/domain/audit-spec.js';
import { EngineService } from '../../electron/services/engine-service.js';
import { givenByHand } from '../../electron/services/evidence/confirm-command.js';
import { EvidenceService, verifyEvidence } from '../../electron/services/evidence/evidence-service.js';
import { valueOf } from '../../electron/services/failure.js';
import { recordAudit } from '../../electron/services/register/record-audit.js';
import { RegisterService } from '../../electron/services/register/register-service.js';
import { AuditFolder, smallSpec } from '../e2e/support/audit-folder.js';
import { filesIn } from '../e2e/support/traces.js';
import { exampleCase } from './support/result.js';
import { tool } from './support/tools.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** The text that is planted in the control, so that the finding is about a memorised one. */
const text = 'QJXV';

let folder: AuditFolder;
let checks: readonly { readonly holds: boolean }[];

beforeAll(async () => {
  folder = await AuditFolder.create();
  const engine = new EngineService({ threads: 1, processes: 1, cacheFolder: folder.in('cache') });
  const register = new RegisterService({ folder: folder.in('register') });
  valueOf(await register.setUp({ passphrase: 'correct horse battery staple' }));
  const input = {
    spec: auditSpecSchema.parse(smallSpec({ method: { strings: 199 } })),
    secrets: { schema: 'engram.secrets/1' as const, text, seed: 5 },
    specFolder: folder.path,
    outputFolder: folder.in('results'),
  };
  const { record } = valueOf(await recordAudit(engine, register, { ...input, case: { declared: exampleCase } }));
  const evidence = new EvidenceService(engine, register, givenByHand);
  const { root } = valueOf(await evidence.createIdentity('Ada Auditor', 'a secret of Ada'));
  valueOf(await evidence.makeReport({ audit: record.id }));
  const identity = { local: 'Ada Auditor', secret: 'a secret of Ada' };
  folder.write(
    'signed.pdf',
    valueOf(await evidence.sign(valueOf(await evidence.prepare({ do: 'sign', report: { audit: record.id }, role: 'auditor' }, identity)))),
  );
  valueOf(
    await evidence.makeBundle(valueOf(await evidence.prepare({ do: 'bundle', audit: record.id }, identity)), folder.in('evidence.zip')),
  );
  ({ checks } = valueOf(await verifyEvidence(folder.in('evidence.zip'), [root])));
});
afterAll(() => folder.remove());

/** What a file holds: itself, what is packed in it, and the streams of a PDF. */
function layersOf(bytes: Buffer): Buffer[] {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK')
    return [bytes, ...Object.values(unzipSync(bytes)).flatMap((content) => layersOf(Buffer.from(content)))];
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') return [bytes];
  const streams: Buffer[] = [];
  for (let at = bytes.indexOf('\nstream\n'); at >= 0; at = bytes.indexOf('\nstream\n', at + 1)) {
    try {
      streams.push(inflateSync(bytes.subarray(at + '\nstream\n'.length)));
    } catch {
      // A stream that is not deflated is searched as it stands.
    }
  }
  return [bytes, ...streams];
}

test('the bundle of the audit holds', () => {
  expect(checks.filter(({ holds }) => !holds)).toEqual([]);
});

test('no file that an audit and its evidence leave holds the text, in UTF-8 or UTF-16, raw or inflated', () => {
  const little = Buffer.from(text, 'utf16le');
  const needles = [
    Buffer.from(text),
    little,
    Buffer.from(little).swap16(),
    Buffer.from(Buffer.from(text).toString('hex')),
    Buffer.from(Buffer.from(little).swap16().toString('hex')),
  ];
  const files = filesIn(folder.path).filter((path) => !/secrets-\d+\.json$/.test(path));
  expect(files.length).toBeGreaterThan(8);
  // Pixels and weights may hold any four bytes by chance; what is for people and programs may not.
  const holding = files.filter(
    (path) =>
      !/\.(npy|onnx|bin)$/.test(path) && layersOf(readFileSync(path)).some((layer) => needles.some((needle) => layer.includes(needle))),
  );
  expect(holding).toEqual([]);
});

test('no page of the report shows it to a reader of letters', () => {
  const pages = mkdtempSync(folder.in('pages-'));
  tool('pdftoppm', ['-r', '110', '-png', folder.in('signed.pdf'), join(pages, 'page')]);
  const images = filesIn(pages);
  expect(images.length).toBeGreaterThan(3);
  const read = images.map((path) => tool('tesseract', [path, 'stdout', '--psm', '6'])).join('\n');
  expect(read).toContain('Memorisation audit');
  expect(read.replace(/\s/g, '')).not.toContain(text);
  rmSync(pages, { recursive: true });
});
