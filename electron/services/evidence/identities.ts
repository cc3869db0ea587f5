import { existsSync } from 'node:fs';
import type { Identity } from '../../../shared/domain/register.js';
import { readBounded } from '../../evidence/bundle/storage.js';
import { sha256 } from '../../evidence/canonical.js';
import { EvidenceError } from '../../evidence/error.js';
import { externalSigner, externalSignerSchema } from '../../evidence/signing/identities/external.js';
import { createLocalIdentity } from '../../evidence/signing/identities/local.js';
import { openP12 } from '../../evidence/signing/identities/p12.js';
import type { Signer } from '../../evidence/signing/signer.js';
import type { Register } from '../../register/register.js';
import { valueOf } from '../failure.js';
import { readJsonFile } from '../json/json-file.js';

/** How somebody signs: a P12 file, a local identity of the register by its name, or a command. */
export type IdentitySource = { readonly p12: string; readonly secret: string } | { readonly local: string; readonly secret: string } | { readonly command: string };

/** Opens an identity for one signature; the secret is used and forgotten. Throws `Failure` or coded errors. */
export async function openIdentity(source: IdentitySource, register: Register | undefined): Promise<Signer> {
  if ('command' in source) {
    return externalSigner(valueOf(readJsonFile(source.command, externalSignerSchema, { name: 'an external signer', schemaName: 'external-signer', errorCode: 'identity-invalid', quoteKeys: true })));
  }
  if ('p12' in source) {
    if (!existsSync(source.p12)) throw new EvidenceError('identity-invalid', `There is no file ${source.p12}.`, 'Give the .p12 or .pfx file of the signer.');
    return openP12(await readBounded(source.p12), source.secret);
  }
  const found = (await register?.identities.list())?.find(({ kind, name }) => kind === 'local' && name === source.local);
  if (register === undefined || found === undefined) {
    throw new EvidenceError('identity-invalid', `The register has no identity "${source.local}".`, '"engram identity" makes one.');
  }
  return openP12(await register.identities.key(found.id), source.secret);
}

export interface CreatedIdentity {
  readonly identity: Identity;
  /** The installation's root, PEM: whoever imports it trusts the identities made here. */
  readonly root: string;
}

/** Makes a local identity under this installation's root, which comes into being with the first. */
export async function createIdentity(register: Register, name: string, secret: string, now: Date): Promise<CreatedIdentity> {
  const root = await register.installation.root();
  const { p12, leaf } = createLocalIdentity(root, name, secret, now);
  const identity = await register.identities.add({ name, kind: 'local', certificate: sha256(leaf.raw), certificates: [leaf, root.certificate].map(({ raw }) => raw.toString('base64')) }, p12);
  return { identity, root: root.certificate.toString() };
}
