import { unreadableWords } from './system.js';
import type { Ground } from '../../../domain/decision.js';
import { groundWords } from '../../signing.js';
import type { Said } from '../../said.js';
import { said } from './said.js';

/** Errors of evidence: identities, signatures, bundles and their checks. */

const noSignature = (what: string): Said =>
  said(
    `The signing command gave no signature: ${what}.`,
    'Run the command by hand with 32 bytes on its input. It must write the signature alone to its output.',
  );
const unreadableBundle = (what: string): Said => said(`The bundle cannot be read. ${what}`, 'Ask for the bundle again.');
const unusableIdentity = (what: string): Said =>
  said(`The identity file cannot be used. ${what}`, 'Give the .p12 or .pfx file of the signer, and the secret that protects it.');
const changed = (message: string): Said => said(message, 'The file was changed or is of another kind. Ask for the bundle again.');
const unusableStamp = (what: string): Said =>
  said(`The time stamp cannot be used: ${what}.`, 'Send the request (.tsq) to the authority again and bring its response (.tsr) back.');
const notContinued = (what: string): Said =>
  said(
    `This is not a copy of the kept report with more signatures: ${what}.`,
    'Ask whoever signed it for the file again, and send them the kept report where it is another one.',
  );

export const evidenceErrors = {
  'name-unusable': ({ longestName }: { readonly longestName: number }) =>
    said(`A name must have 1 to ${longestName} characters that can be seen.`, 'Give the name of the person who signs.'),
  'bundle-of-another-auditor': () =>
    said(
      'A bundle is sealed by the person who signed its report as auditor.',
      'Sign the report as auditor first, then make the bundle with the same identity.',
    ),
  'journal-empty': () => said('The journal has no entries.', 'Record the audit in a register.'),
  'field-holds-text': ({ field, first, last }: { readonly field: string; readonly first: number; readonly last: number }) =>
    said(
      first === last
        ? `Word ${first} of the field "${field}" is the private text, a part of it, or close to one.`
        : `Words ${first} to ${last} of the field "${field}" are the private text, a part of it, or close to one.`,
      'Take it out: reports, file names and journals never hold the text. Name the record by an incident number instead.',
    ),
  'verdict-tells-text': () =>
    said(
      'This audit was judged by an earlier rule, by which its verdict tells how near the limit the text lies. Whoever has the model could guess the text by that.',
      'Audit the model again, and sign the report of that audit.',
    ),
  'text-of-another-finding': () =>
    said('The text is not the one that this finding is about.', 'Give the audit that the finding was made of.'),
  'signer-certificates-unreadable': () => said('The certificates cannot be read.', 'Give them as PEM, the signer’s own first.'),
  'report-not-signed': () => said('The report is not signed.', 'Sign it first.'),
  'nothing-there': ({ path }: { readonly path: string }) =>
    said(
      `There is nothing at ${path}.`,
      'Choose the folder or the .zip file of a bundle, or a report.',
      'Name a bundle’s folder or .zip file, or a report.',
    ),
  'identity-missing': ({ identity }: { readonly identity: string }) =>
    said(
      `The register has no identity "${identity}".`,
      'Make a local identity first: “New local identity…”.',
      '"engram identity" makes one.',
    ),
  'report-is-signed': () =>
    said(
      'The report of this audit is signed, and a new one would take its place without the signatures.',
      'Save the signed report or make its bundle. Then choose “Make it anew…”.',
      'Save the signed report or make its bundle, then ask for a new one: "Make it anew" in the window, --discard-signatures on the command line.',
    ),
  'audit-unfinished': () => said('This audit has not come to a result.', 'Run it to its end first.'),
  'audit-without-case': () =>
    said(
      'This audit was made without a case, and a report states what was agreed beforehand.',
      'Start a new audit from this one and fill in the step Case.',
      'Audit again and declare the case, on the command line with --case CASE.json.',
    ),
  'report-missing': () => said('This audit has no report yet.', 'Make its report first.'),
  'report-changed': () => said('The report is not the one that you looked at: it was changed since.', 'Look at it again, then sign.'),
  'report-missing-to-sign': () => said('This audit has no report yet.', 'Make its report and sign it first.'),
  'identity-closed': () =>
    said('The identity is not open any more.', 'Open it again with its secret: it is closed after each use and after five minutes.'),
  'no-trusted-certificates': ({ path }: { readonly path: string }) =>
    said(`${path} holds no certificates that can be read.`, 'Choose a PEM file of the certificates that you trust.'),
  'der-expected': ({ what }: { readonly what: string }) => said(`${what} is not DER.`, 'The file is damaged or of another kind.'),
  'signed-data-unreadable': ({ what }: { readonly what: string }) =>
    said(`${what} cannot be read.`, 'The file is damaged, or was signed by another program.'),
  'bundle-too-many-files': () => unreadableBundle('It holds too many files.'),
  'bundle-entry-not-a-file': ({ name }: { readonly name: string }) => unreadableBundle(`"${name}" is no file.`),
  'bundle-too-large': () => unreadableBundle('It is too large.'),
  'bundle-name-twice': () => unreadableBundle('Two of its files have the same name.'),
  'bundle-not-zip': () => unreadableBundle('It is damaged, or no zip file.'),
  'signer-of-another-certificate': () => noSignature('its signature does not fit the certificate'),
  'earlier-signature-broken': ({ role, problems }: { readonly role: string; readonly problems: string }) =>
    said(`The ${role}'s signature does not hold: ${problems}.`, 'Do not sign a report that was changed; make it anew.'),
  'person-signed-already': ({ certificate, earlier }: { readonly certificate: string; readonly earlier: string }) =>
    said(`${certificate} has signed as ${earlier} already, and nobody signs two roles.`, 'Another person has to sign this role.'),
  'certificate-not-valid-yet': ({ certificate, from }: { readonly certificate: string; readonly from: string }) =>
    said(
      `The certificate of ${certificate} is not valid before ${from}.`,
      'See whether this workstation’s clock is right, or wait until then.',
    ),
  'certificate-expired': ({ certificate, to }: { readonly certificate: string; readonly to: string }) =>
    said(
      `The certificate of ${certificate} expired on ${to}.`,
      'Get a new certificate from whoever issued it; a local identity is made anew.',
    ),
  'identity-without-certificate': () => unusableIdentity('It holds no certificate for its private key.'),
  'identity-key-unsupported': ({ asymmetricKeyType }: { readonly asymmetricKeyType: string | undefined }) =>
    unusableIdentity(`Its key is of the kind ${asymmetricKeyType}; RSA and elliptic curves are supported.`),
  'identity-too-large': () => unusableIdentity('It is too large.'),
  'identity-without-key': () => unusableIdentity('It holds no private key.'),
  'identity-unreadable': () => unusableIdentity('Its key or a certificate cannot be read.'),
  'signer-ended': ({ code }: { readonly code: number }) => noSignature(`it ended with exit code ${code}`),
  'signer-failed': ({ reason }: { readonly reason: string }) => noSignature(`it failed: ${reason}`),
  'evidence-not-json': ({ name }: { readonly name: string }) => changed(`${name} is not JSON.`),
  'evidence-of-another-kind': ({ name }: { readonly name: string }) => changed(`${name} does not hold what it should.`),
  'evidence-not-canonical': ({ name }: { readonly name: string }) => changed(`${name} is not in its canonical form.`),
  'time-stamp-not-granted': () => unusableStamp('the authority did not grant it'),
  'time-stamp-response-expected': () => unusableStamp('it is no response of an authority'),
  'time-stamp-without-time': () => unusableStamp('it holds no time'),
  'time-stamp-unusable': ({ problems }: { readonly problems: readonly string[] }) => unusableStamp(problems.join('; ')),
  'report-unreadable': ({ problem }: { readonly problem: string }) => said(problem, 'Choose a report (PDF) that Engram made.'),
  'signer-file-unreadable': ({ problem }: { readonly problem: string }) => said(problem, 'Choose the .p12 or .pfx file of the signer.'),
  'response-unreadable': ({ problem }: { readonly problem: string }) => said(problem, 'Choose the .tsr file that the authority returned.'),
  'report-another': () => notContinued('it is another report'),
  'report-signature-broken': ({ role, problems }: { readonly role: string; readonly problems: readonly string[] }) =>
    notContinued(`the ${role}'s signature does not hold: ${problems.join('; ')}`),
  'report-signature-lost': ({ role }: { readonly role: string }) => notContinued(`the ${role}'s signature is not in it`),
  'local-identity-incomplete': () =>
    said('The identity or its secret is missing.', 'Choose the local identity of the person who signs, and give its secret.'),
  'identity-file-incomplete': () =>
    said(
      'The file of the identity or its secret is missing.',
      'Choose the .p12 or .pfx file of the person who signs, and give its secret.',
    ),
  'signing-command-missing': () => said('The signing command is missing.', 'Choose the JSON file that describes it.'),
  'decision-missing': () => said('There is no decision yet.', 'Choose release, hold or retrain: it is part of what you sign.'),
  'evidence-of-other-version': ({ name }: { readonly name: string }) =>
    said(
      `${name} is in a format of another version of Engram.`,
      'Check it with the version of Engram that made it: a report names it under “Provenance”.',
    ),
  'certificate-for-encryption': ({ certificate }: { readonly certificate: string }) =>
    said(
      `The certificate of ${certificate} is for encryption and not for signatures.`,
      'Ask whoever issued it for the certificate for signatures; many institutions issue two.',
    ),
  'identity-is-pem': () =>
    said(
      'The identity file is a PEM text, and a .p12 or .pfx file is needed.',
      'Ask whoever issued the certificate for a .p12 or .pfx file; it holds the key and the certificate in one.',
    ),
  'identity-not-pkcs12': () => unusableIdentity('It is no PKCS #12 file, or it is damaged.'),
  'identity-encryption-unsupported': () =>
    said(
      'The identity file is encrypted by a method that Engram does not support.',
      'Export it again with AES-256 (PBES2) or triple DES; the secret may stay as it is.',
    ),
  'identity-secret-wrong': () =>
    said('The secret of the identity file is wrong.', 'Type the secret again, and check that you chose the file of the person who signs.'),
  'first-page-undrawable': () => said('The first page of the report cannot be drawn.', 'Ask for the report again; do not sign it.'),
  'decision-not-of-role': () =>
    said(
      'An approver signs with a decision, and nobody else does.',
      'Choose release, hold or retrain as approver.',
      'Choose release, hold or retrain as approver, with --decision.',
    ),
  'remark-without-decision': () =>
    said('A reason, conditions and a review day belong to a decision.', 'Sign as approver, or leave them out.'),
  'review-day-past': () => said('The day of the review lies behind.', 'Choose today or a later day, or leave it empty.'),
  'reason-missing': ({ ground }: { readonly ground: Ground }) =>
    said(
      `${groundWords[ground]} The reason is missing.`,
      'Write the reason: it is signed with the decision.',
      'Write the reason with --reason: it is signed with the decision.',
    ),
  'evidence-unreadable': ({ path, why }: { readonly path: string; readonly why: string }) =>
    said(
      unreadableWords.because(path, why),
      'Choose the folder or the .zip file of a bundle, or a report.',
      'Name a bundle’s folder or .zip file, or a report.',
    ),
  'trust-file-unreadable': ({ problem }: { readonly problem: string }) =>
    said(problem, 'Choose a PEM file of the certificates that you trust.', 'Give a PEM file of the certificates that you trust.'),
};
