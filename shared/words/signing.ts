import type { Ground } from '../domain/decision.js';
import type { ErrorData } from '../domain/error.js';
import { longestRemark, type Decision, type Role } from '../domain/roles.js';
import type { Neighbour, Statement } from '../domain/statement.js';
import { day as writtenDay } from './english/format.js';

/** Every sentence about signatures, decisions and what they say. */

/**
 * The sentences of `engram.signature-statement/1`. They are part of that schema: a verifier makes them
 * anew from the statement and compares, so another wording is another schema.
 */
const signed = {
  roles: { auditor: 'I ran this audit.', reviewer: 'I checked method and limits.' },
  decisions: {
    release: 'I release this model and accept the residual risk.',
    hold: 'I do not release this model for now. I accept no residual risk.',
    retrain: 'I do not release this model. It has to be trained again. I accept no residual risk.',
  } satisfies Record<Decision, string>,
  reason: (text: string) => `My reason: ${ended(text)}`,
  conditions: (text: string) => `My conditions: ${ended(text)}`,
  reviewBy: (day: string) => `To be reviewed by ${writtenDay(day)}.`,
  neighbour: ({ name, role, minutes }: Neighbour) =>
    `My identity and that of ${name} (${role}) were made on one workstation, ${apart(minutes)}.`,
};

/** What a statement says, in the sentences that are signed with it. */
export function sentencesOf({ role, decision, reason, conditions, reviewBy, neighbours }: Omit<Statement, 'schema' | 'seen'>): string[] {
  return [
    ...(role === 'approver' ? [] : [signed.roles[role]]),
    ...(decision === undefined ? [] : [signed.decisions[decision]]),
    ...(reason === undefined ? [] : [signed.reason(reason)]),
    ...(conditions === undefined ? [] : [signed.conditions(conditions)]),
    ...(reviewBy === undefined ? [] : [signed.reviewBy(reviewBy)]),
    ...neighbours.map(signed.neighbour),
  ];
}

/** What making a bundle says. */
export const sealMeaning = 'I ran this audit, and these are its report, finding, spec and journal.';

/** What an approver signed before signatures had statements. */
const older = /^I decide on the release and accept the residual risk\. Decision: (release|hold|retrain)\.$/;

/** The decision in the sentences of a signature that has no statement. */
export function olderDecisionIn(meaning: string): Decision | undefined {
  return older.exec(meaning)?.[1] as Decision | undefined;
}

/** Why an approver has to give a reason. */
export const groundWords: Record<Ground, string> = {
  verdict: 'Your decision departs from the verdict.',
  action: 'Your decision departs from the action agreed beforehand.',
  'action-unclear': 'The action agreed beforehand names neither release, hold nor retrain. Say how your decision follows from it.',
};

/** Notes beside a signature that holds. */
export const signatureNotes = {
  neighbour: ({ name, role, minutes }: Neighbour) =>
    `This identity and that of ${name} (${role}) were made on one workstation, ${apart(minutes)}. One person may hold both.`,
};

/** @param minutes whole ones that passed */
function apart(minutes: number): string {
  if (minutes === 0) return 'less than a minute apart';
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} apart`;
}

function ended(text: string): string {
  return /[.!?…]$/u.test(text) ? text : `${text}.`;
}

/** Names of what is shown before somebody signs. */
export const sealedWords = {
  report: 'Report SHA-256',
  reference: 'Reference',
  model: 'Model',
  modelHash: 'Model SHA-256',
  agreed: (verdict: string) => `Agreed beforehand for “${verdict}”`,
  signedBefore: (role: Role) => `Signed as ${role}`,
  nobody: 'Nobody has signed it yet.',
  signer: 'You sign as',
  subject: 'Subject',
  issuer: 'Issued by',
  validTo: 'Valid until',
  local: 'local identity, made on a workstation',
  institution: 'certificate of an institution',
  role: 'Role',
  decision: 'Decision',
  says: 'The signature says',
  /** Of the picture in the window. */
  page: (pages: number) => `Page 1 of ${pages} of the report that you sign`,
  pageNote: 'Drawn from the file itself. Save the report to read all of it before you sign.',
};

/** Questions of the command line before something that cannot be taken back. */
export const seenWords = {
  question: (word: string) => `Type “${word}” to go on, anything else to stop: `,
  stopped: 'Nothing was done.',
  stoppedHint: 'Run the same command again when you are ready.',
  other: (report: string) => `The report is another one than --seen names: its SHA-256 is ${report}.`,
  otherHint: 'Read the report again, then give its SHA-256.',
  noTerminal: 'There is no terminal that shows the report and asks.',
  noTerminalHint: 'Read the report, then give its SHA-256 with --seen. “sha256sum REPORT.pdf” tells it.',
};

export const commandWords = {
  invalid: (field: string) => `The option for “${field}” cannot be signed as it is.`,
  invalidHint: `A reason and conditions are text of at most ${longestRemark} characters, a review date is a day such as 2027-03-01.`,
};

/** The dialog that signs a report. */
export const signDialogWords = {
  first: 'Open your identity first. Nothing is signed before you have read what will be signed.',
  second: 'Read the report, and what your signature will say. Nothing of it can change now.',
  undecided: {
    code: 'signing-refused',
    message: 'There is no decision yet.',
    hint: 'Choose release, hold or retrain: it is part of what you sign.',
  } satisfies ErrorData,
  unexplained: (grounds: readonly Ground[]): ErrorData => ({
    code: 'signing-refused',
    message: `${grounds.map((ground) => groundWords[ground]).join(' ')} The reason is missing.`,
    hint: 'Write the reason: it is signed with the decision.',
  }),
  early: {
    title: 'The auditor has not signed yet.',
    text: 'A report can be signed in any order. Ask the auditor whether this is the report to sign.',
  },
  agreed: (verdict: string) => `Agreed beforehand for the verdict “${verdict}”`,
  reasonHint: 'It is signed, and everybody can read it.',
  conditionsHint: 'What the decision depends on. They are signed, and everybody can read them.',
  reviewHint: 'Day by which the decision is to be looked at again.',
  local: 'A local identity shows who had its secret, and no more. The report says so.',
};
