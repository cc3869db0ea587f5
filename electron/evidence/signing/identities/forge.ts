/**
 * node-forge, with the derivation of keys from secrets left to Node: of the 200,000 rounds that guard an
 * identity, the library's own takes seconds, during which the process does nothing else. It asks Node
 * itself where a digest is named, and names none where it reads or writes PKCS #12.
 */
import forge from 'node-forge';

type Digest = forge.md.MessageDigest | forge.md.Algorithm;

const ask = forge.pkcs5.pbkdf2;

Object.assign(forge.pkcs5, {
  pbkdf2: (secret: string, salt: string, rounds: number, bytes: number, digest: Digest = 'sha1'): string =>
    ask(secret, salt, rounds, bytes, typeof digest === 'string' ? digest : digest.algorithm),
});

export { forge };
