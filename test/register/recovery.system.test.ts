import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { DataKey } from '../../electron/register/keys/data-key.js';
import { unseal } from '../../electron/files/seal.js';
import { Register } from '../../electron/register/register.js';
import { cost, fixture, passphrase, RegisterPlace } from './support/register-place.js';

const keysSchema = z.looseObject({
  register: z.string(),
  wraps: z.array(z.looseObject({ kind: z.string(), wrapped: z.looseObject({ encrypted: z.string() }).optional() })),
});
const recordsSchema = z.looseObject({ register: z.string(), version: z.int(), sealed: z.base64() });

test('openssl alone undoes what was wrapped for an RSA certificate, as a smart card of the board would', async () => {
  const place = new RegisterPlace();
  await Register.setUp(place.path, { passphrase, certificates: [fixture('recovery-rsa.pem')] }, { cost });
  const { register, wraps } = keysSchema.parse(JSON.parse(readFileSync(place.in('keys.json'), 'utf8')));
  const wrapped = join(place.folder, 'wrapped');
  writeFileSync(wrapped, Buffer.from(wraps.find(({ kind }) => kind === 'certificate')?.wrapped?.encrypted ?? '', 'base64'));
  const secret = execFileSync('openssl', [
    ...['pkeyutl', '-decrypt', '-in', wrapped],
    ...['-inkey', fileURLToPath(new URL('../fixtures/register/recovery-rsa.key.pem', import.meta.url)), '-passin', 'pass:key of the board'],
    ...['-pkeyopt', 'rsa_padding_mode:oaep', '-pkeyopt', 'rsa_oaep_md:sha256'],
  ]);
  const records = recordsSchema.parse(JSON.parse(readFileSync(place.in('register.json'), 'utf8')));
  place.remove();
  const key = DataKey.of(secret, register)?.derive('records');
  expect(key).toBeDefined();
  const opened =
    key &&
    unseal(key, Buffer.from(records.sealed, 'base64'), `engram.register/1 records of ${records.register}, version ${records.version}`);
  expect(JSON.parse(opened?.toString('utf8') ?? 'null')).toMatchObject({ id: register, audits: [] });
});
