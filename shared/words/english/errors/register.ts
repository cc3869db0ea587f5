import type { Said } from '../../said.js';
import { strength } from '../strength.js';
import { said } from './said.js';

/** Errors of the register: its folder, its keys, its journal and its records. */

const restore = 'Copy journal.jsonl back from a backup of the register.';
const restart =
  'Copy journal.jsonl back from a backup of the register. Without one, "engram register verify --restart-journal" puts it aside and begins a new one that says so.';
const damagedJournal = (message: string): Said => said(message, restore, restart);

export const registerErrors = {
  'no-key-store': () =>
    said(
      'This system has no key store that would keep the register open for you.',
      'Open the register with its passphrase. On Linux, a running keyring (GNOME Keyring or KWallet) would serve.',
    ),
  'register-closed': () => said('The register has been locked.', 'Open it again.'),
  'sealed-file-missing': ({ file }: { readonly file: string }) =>
    said(`The register's file "${file}" is not there.`, 'Copy the register\'s folder "sealed" back from a backup.'),
  'sealed-file-damaged': ({ file }: { readonly file: string }) =>
    said(
      `The register's file "${file}" has been changed or damaged.`,
      'Copy this file back from a backup of the register; all other records can still be read.',
    ),
  'register-held': () =>
    said(
      'Another process of Engram has been writing to the register for a long time.',
      'Close the other window of Engram, or wait until its work has ended. Then try again.',
      'Close the other window or command of Engram and try again.',
    ),
  'records-damaged': ({ folder }: { readonly folder: string }) =>
    said(
      `The records in ${folder} and their copy are damaged or missing.`,
      'Copy register.json back from a backup of the register; keep the other files as they are.',
    ),
  'register-newer': ({ written, read }: { readonly written: number; readonly read: number }) =>
    said(
      `The register was written by a newer Engram (its version ${written}, ours ${read}).`,
      'Open it with that newer Engram; this one leaves it as it is.',
    ),
  'recovery-certificate-out-of-time': ({ from, to }: { readonly from: string; readonly to: string }) =>
    said(
      `The recovery certificate is valid from ${from} to ${to}, not now.`,
      'Ask the board for its present certificate, and check the date of this workstation.',
    ),
  'recovery-key-encrypted': () => said('The private key of the recovery certificate is encrypted.', 'Give the passphrase of the key.'),
  'no-private-key': () =>
    said(
      'The file holds no private key that can be read with this passphrase.',
      'Choose the private key of the recovery certificate as a PEM or PKCS #8 file. A .p12 file has to be converted to one first.',
      'Give the private key of the recovery certificate as PEM or PKCS #8. From a .p12 file: openssl pkcs12 -in board.p12 -nocerts -out board.key.pem',
    ),
  'no-certificate': () => said('The file holds no X.509 certificate.', 'Give the recovery certificate as a PEM or DER file.'),
  'recovery-certificate-cannot-encrypt': ({ leastBits }: { readonly leastBits: number }) =>
    said(
      'The key of this certificate cannot be used to encrypt.',
      `Give a certificate with an RSA key of at least ${leastBits} bits, or with an elliptic-curve key.`,
    ),
  'passphrase-too-weak': () => said('The passphrase is too easy to guess.', strength.advice),
  'secret-too-weak': () => said('The secret of the identity is too easy to guess.', strength.advice),
  'passphrase-too-short': ({ least }: { readonly least: number }) =>
    said(`The passphrase must have at least ${least} characters.`, strength.advice),
  'key-file-damaged': ({ file }: { readonly file: string }) =>
    said(
      `${file} and its copy have been changed or damaged; without them the register cannot be opened.`,
      'Copy keys.json back from a backup of the register.',
    ),
  'key-file-missing': ({ file }: { readonly file: string }) =>
    said(`${file} is gone.`, 'Copy keys.json back from a backup of the register.'),
  'passphrase-wrong': () =>
    said(
      'This is not the passphrase of the register.',
      'Try again. If the passphrase is lost, ask the board: the key of its recovery certificate can open the register.',
      'Try again. If it is lost, the board can open the register with the key of a recovery certificate: engram register recover --recovery-key FILE',
    ),
  'account-cannot-open': () =>
    said(
      'This user and machine cannot open the register by themselves.',
      'Open it with its passphrase, or with the key of a recovery certificate.',
    ),
  'recovery-key-of-no-certificate': () =>
    said(
      'This private key belongs to none of the recovery certificates of the register.',
      'Choose the private key of one of these certificates.',
      '"engram register keys" names the certificates.',
    ),
  'record-missing': ({ kind }: { readonly kind: string }) =>
    said(
      `The register does not hold this ${kind}.`,
      'It may have been deleted in another window. Look at the list again.',
      'It may have been deleted in another window or command; look at the list again.',
    ),
  'record-kept': ({ keepUntil }: { readonly keepUntil: string }) =>
    said(
      `This audit has to be kept until ${keepUntil}.`,
      'Delete it after that day, or give a reason for deleting it before.',
      'Delete it after that day, or give a reason for deleting it before, with --early --reason.',
    ),
  'audit-not-found': ({ matches, id }: { readonly matches: number; readonly id: string }) =>
    said(
      matches > 1 ? `Several audits begin with "${id}".` : `The register holds no audit "${id}".`,
      'Look at the list of the register again.',
      '"engram register list" shows the audits; four characters or more of the first column name one.',
    ),
  'draft-changed': () => said('This draft was changed in another window.', 'Reload it to go on with what was saved there.'),
  'draft-missing': () =>
    said('There is no such draft; it may have been deleted in another window.', 'Start a new audit, or open another draft.'),
  'no-register': ({ folder }: { readonly folder: string }) =>
    said(`There is no register in ${folder}.`, 'Set one up first.', '"engram register set-up" makes one.'),
  'folder-taken': ({ folder }: { readonly folder: string }) =>
    said(
      `${folder} holds a register already, or other files.`,
      'Open that register with its passphrase.',
      'Open that register, or name another folder with ENGRAM_REGISTER.',
    ),
  'register-locked': () => said('The register is locked.', 'Open it with its passphrase.'),
  'mark-unreadable': ({ path }: { readonly path: string }) =>
    said(
      `The mark "${path}" cannot be read.`,
      'Choose the picture of the mark again, in the step “Private text or mark”.',
      'Correct the path of the feature in the spec.',
    ),
  'model-replaced': () =>
    said(
      'The model file was replaced while its audit ran, so the results are not recorded.',
      'Choose the model again and start a new audit.',
      'Run the audit again, with another folder after --out.',
    ),
  'results-from-before': ({ folder }: { readonly folder: string }) =>
    said(
      `The results in ${folder} were made before the register knew of this audit, so they are not recorded.`,
      'Start a new audit.',
      'Choose another folder with --out to have the audit run and recorded.',
    ),
  'no-text-kept': () => said('No private text is kept for this draft.', 'Enter it first.'),
  'recovery-certificate-unreadable': () => said('A recovery certificate cannot be read.', 'Choose the certificate file again, PEM or DER.'),
  'journal-broken': ({ entries }: { readonly entries: number }) =>
    damagedJournal(`The journal is broken at its entry ${entries}: it has been changed, or entries are missing.`),
  'journal-shorter-than-records': ({ entries, index }: { readonly entries: number; readonly index: number }) =>
    damagedJournal(`The journal ends at entry ${entries - 1} or has been replaced: the records know it as far as entry ${index}.`),
  'journal-cut-short': () => damagedJournal('The journal does not end with an entry.'),
  'journal-last-entry-damaged': () => damagedJournal('The last entry of the journal has been changed or damaged.'),
  'report-of-record-changed': () =>
    said('The report of this audit is another one than you looked at.', 'Look at the audit again, then delete it.'),
  'results-changed': ({ path }: { readonly path: string }) =>
    said(
      `${path}.sealed cannot be opened: it was changed since the audit ended.`,
      'Start a new audit.',
      'Choose another folder with --out and run the audit again.',
    ),
};
