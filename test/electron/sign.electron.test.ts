import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { passphrase } from '../app/support/gate.js';
import { DesktopApp, writableFolder } from './support/desktop-app.js';
import { isRoot, nobody } from './support/place.js';

/** A process of its own, as it draws without a window. */
const writeRegister = fileURLToPath(new URL('../evidence/support/write-register.ts', import.meta.url));
const secret = 'geheimer Satz 12';

let desktop: DesktopApp;
let data: string;

beforeAll(async () => {
  const folder = writableFolder();
  data = join(folder, 'data');
  execFileSync(process.execPath, ['--import', 'tsx', writeRegister, data, passphrase, secret]);
  if (isRoot) execFileSync('chown', ['-R', `${nobody}:${nobody}`, data]);
  desktop = await DesktopApp.start({ folder });
});
afterAll(() => desktop.closeAndRemove());

async function value<Value>(name: string, input: unknown = {}): Promise<Value> {
  const result = await desktop.call(name, input);
  if (!result.ok) throw new Error(`${name}: ${result.error?.message}`);
  return result.value as Value;
}

/** Electron brings a cryptographic library of its own. */
test('a report is made, signed with a local identity and a P12, bundled, and the bundle holds', { timeout: 180_000 }, async () => {
  const [{ id }] = await value<{ id: string }[]>('listAudits');
  const local = await value<{ id: string }>('createIdentity', { name: 'Ada Auditor', secret });
  await value('makeReport', { id, discardSignatures: false });
  const open = async (identity: unknown, deed: unknown) => (await value<{ ticket: string }>('openIdentity', { identity, deed })).ticket;
  const ada = { local: local.id, secret };
  const [p12, bundle] = [join(data, 'rolf.p12'), join(data, 'evidence.zip')];
  const rolf = { p12, secret };
  const { ok, error } = await desktop.call('openIdentity', { identity: rolf, deed: { do: 'bundle', audit: id } });
  expect([ok, error?.code]).toEqual([false, 'path-not-granted']);
  await desktop.electron.evaluate(
    ({ dialog }, [chosen, filePath]) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    },
    [p12, bundle],
  );
  await value('choosePath', { purpose: 'identity' });
  await value('chooseNewPath', { name: 'evidence.zip' });
  await value('signReport', { ticket: await open(ada, { do: 'sign', report: { audit: id }, role: 'auditor' }) });
  const signed = await value<{ report: { signatures: { holder: { name: string }; problems: string[] }[] } }>('signReport', {
    ticket: await open(rolf, { do: 'sign', report: { audit: id }, role: 'reviewer' }),
  });
  expect(signed.report.signatures.map(({ holder, problems }) => [holder.name, problems])).toEqual([
    ['Ada Auditor', []],
    ['Rolf Reviewer', []],
  ]);
  await value('makeBundle', { ticket: await open(ada, { do: 'bundle', audit: id }), path: bundle });
  const { checks } = await value<{ checks: { part: string; holds: boolean; says: string }[] }>('verifyEvidence', {
    path: bundle,
    trust: [],
  });
  // Nobody is trusted here; everything else holds.
  expect(checks.filter(({ holds }) => !holds).map(({ part, says }) => [part, says.startsWith('nobody you trust vouches for')])).toEqual([
    ['signature of the auditor', true],
    ['signature of the reviewer', true],
  ]);
});
