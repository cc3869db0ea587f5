import { X509Certificate } from 'node:crypto';
import { at } from '../../../shared/domain/at.js';
import { leastGuesses } from '../../../shared/domain/guessing.js';
import type { Identity } from '../../../shared/domain/register.js';
import type { IdentitySource, LocalIdentity } from '../../../shared/domain/signing.js';
import { words } from '../../../shared/words/words.js';
import { sha256 } from '../../evidence/canonical.js';
import { EvidenceError } from '../../evidence/error.js';
import { holderOf } from '../../evidence/signing/holder.js';
import { externalSigner, externalSignerSchema } from '../../evidence/signing/identities/external.js';
import { createLocalIdentity, generateIdentityKeys } from '../../evidence/signing/identities/local.js';
import { openP12 } from '../../evidence/signing/identities/p12.js';
import type { Signer } from '../../evidence/signing/signer.js';
import type { Register } from '../../register/register.js';
import { valueOf } from '../failure.js';
import { readJsonFile } from '../json/json-file.js';
import type { ConfirmCommand } from './confirm-command.js';
import { readGivenFile } from './given-file.js';

/**
 * Opens an identity for one signature; the secret is used and forgotten. A command is run only as it
 * was read and confirmed here. Throws `Failure` or coded errors.
 */
export async function openIdentity(
  source: IdentitySource,
  register: Register | undefined,
  confirmCommand: ConfirmCommand,
): Promise<Signer> {
  if ('command' in source) {
    const described = valueOf(
      readJsonFile(source.command, externalSignerSchema, {
        name: 'an external signer',
        schemaName: 'external-signer',
        errorCode: 'identity-invalid',
        quoteKeys: true,
      }),
    );
    if (!(await confirmCommand({ file: source.command, command: described.command }))) {
      throw new EvidenceError('signing-refused', words.secrets.signingCommand.refused);
    }
    return externalSigner(described);
  }
  if ('p12' in source) {
    return openP12(await readGivenFile(source.p12, 'identity-invalid', 'signer-file-unreadable'), source.secret);
  }
  const locals = (await register?.identities.list())?.filter(({ kind }) => kind === 'local') ?? [];
  const found = locals.find(({ id }) => id === source.local) ?? locals.find(({ name }) => name === source.local);
  if (register === undefined || found === undefined) {
    throw new EvidenceError('identity-invalid', { fault: 'identity-missing', identity: source.local });
  }
  return openP12(await register.identities.key(found.id), source.secret);
}

/** Local identities as a list shows them. */
export async function localIdentities({ identities }: Register): Promise<LocalIdentity[]> {
  return (await identities.list()).filter(({ kind }) => kind === 'local').map(localIdentityOf);
}

export function localIdentityOf({ id, name, certificates }: Identity): LocalIdentity {
  return { id, name, validTo: holderOf(new X509Certificate(Buffer.from(at(certificates, 0), 'base64'))).validTo };
}

export interface CreatedIdentity {
  readonly identity: Identity;
  /** The installation's root, PEM: whoever imports it trusts the identities made here. */
  readonly root: string;
}

/** Makes a local identity under this installation's root, which comes into being with the first. */
export async function createIdentity(register: Register, name: string, secret: string, now: Date): Promise<CreatedIdentity> {
  const { guessesOf } = await import('../../../shared/domain/strength.js');
  if (guessesOf(secret) < leastGuesses.secret) throw new EvidenceError('passphrase-invalid', { fault: 'secret-too-weak' });
  const root = await register.installation.root();
  const { p12, leaf } = createLocalIdentity(root, await generateIdentityKeys(), name, secret, now);
  const identity = await register.identities.add(
    { name, kind: 'local', certificate: sha256(leaf.raw), certificates: [leaf, root.certificate].map(({ raw }) => raw.toString('base64')) },
    p12,
  );
  return { identity, root: root.certificate.toString() };
}
