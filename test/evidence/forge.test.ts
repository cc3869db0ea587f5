import { pbkdf2Sync } from 'node:crypto';
import plain from 'node-forge';
import { expect, test, vi } from 'vitest';

/** RFC 6070, 4096 rounds of HMAC-SHA-1. */
const known = '4b007901b765489abead49d926f721d065a429c1';

test('keys are derived from secrets by Node, whatever way the library names the digest', async () => {
  const { forge } = await import('../../electron/evidence/signing/identities/forge.js');
  const derive = (digest?: plain.md.MessageDigest) =>
    forge.util.bytesToHex(
      digest ? forge.pkcs5.pbkdf2('password', 'salt', 4096, 20, digest) : forge.pkcs5.pbkdf2('password', 'salt', 4096, 20),
    );
  expect(derive()).toBe(known);
  expect(derive(plain.md.sha1.create())).toBe(known);
  for (const [name, digest] of [
    ['sha256', plain.md.sha256.create()],
    ['sha384', plain.md.sha384.create()],
    ['sha512', plain.md.sha512.create()],
  ] as const) {
    const update = vi.spyOn(digest, 'update');
    expect(derive(digest)).toBe(pbkdf2Sync('password', 'salt', 4096, 20, name).toString('hex'));
    expect(update).not.toHaveBeenCalled();
  }
});
