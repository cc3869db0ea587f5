import { said } from './said.js';

/** Errors of what was typed, which the command line alone shows. */

/** What is wrong with the arguments of a command. */
export type ArgumentMistake =
  | { readonly kind: 'missing'; readonly name: string }
  | { readonly kind: 'too-many'; readonly argument: string }
  | { readonly kind: 'unknown'; readonly option: string; readonly meant: string | undefined }
  | { readonly kind: 'twice' | 'takes-no-value'; readonly option: string }
  | { readonly kind: 'needs-value'; readonly option: string; readonly expected: string };

function mistakeSentence(mistake: ArgumentMistake): string {
  switch (mistake.kind) {
    case 'missing':
      return `${mistake.name} is missing.`;
    case 'too-many':
      return `"${mistake.argument}" is one argument too many.`;
    case 'unknown':
      return `${mistake.option} is not an option here${mistake.meant === undefined ? '.' : `; did you mean --${mistake.meant}?`}`;
    case 'twice':
      return `${mistake.option} is given twice.`;
    case 'takes-no-value':
      return `${mistake.option} takes no value.`;
    case 'needs-value':
      return `${mistake.option} needs a value: ${mistake.expected}.`;
  }
}

export const commandLineErrors = {
  'descriptor-unreadable': ({
    name,
    descriptor,
    option,
  }: {
    readonly name: string;
    readonly descriptor: number;
    readonly option: string;
  }) =>
    said(`The ${name} cannot be read from file descriptor ${descriptor}.`, `Open it for the command, for example: ${option} 3 3<text.txt`),
  'typed-text-not-utf-8': ({ name }: { readonly name: string }) =>
    said(`The ${name} is not UTF-8.`, 'Save the text as UTF-8 and try again.'),
  'typing-cancelled': () => said('The work was cancelled.', 'Run the same command again.'),
  'no-terminal-for-text': () =>
    said(
      'The private text is missing, and there is no terminal to ask for it.',
      'Give it with --secrets FILE or --text-fd N (for example: --text-fd 3 3<text.txt).',
    ),
  'typed-text-length': ({ longest }: { readonly longest: number }) =>
    said(`The private text must have 1 to ${longest} characters.`, 'Give the text as it stands in the image, on one line.'),
  'out-missing': () => said('--out is missing.', 'Say where the results go, for example: --out results'),
  'typed-secret-too-long': ({ name, longest }: { readonly name: string; readonly longest: number }) =>
    said(`The ${name} must have at most ${longest} characters.`, 'Choose a shorter one.'),
  'no-terminal-for-passphrase': ({ name, option }: { readonly name: string; readonly option: string }) =>
    said(
      `The ${name} is missing, and there is no terminal to ask for it.`,
      `Give it with ${option} N (for example: ${option} 3 3<passphrase.txt).`,
    ),
  'signer-unsaid': () => said('One of --p12, --local and --command says who signs.', 'For example: --p12 me.p12'),
  'no-terminal-for-secret': () =>
    said(
      'The secret of the identity is missing, and there is no terminal to ask for it.',
      'Give it with --secret-fd N (for example: --secret-fd 3 3<secret.txt).',
    ),
  'role-missing': ({ roles }: { readonly roles: string }) => said('--role is missing.', `Sign as one of ${roles}.`),
  'out-file-missing': ({ example }: { readonly example: string }) =>
    said('--out is missing.', `Say where to write, for example: --out ${example}`),
  'out-file-taken': ({ path }: { readonly path: string }) => said(`${path} is there already.`, 'Name a new file with --out.'),
  'report-file-unreadable': ({ problem }: { readonly problem: string }) => said(problem, 'Name a report that Engram made.'),
  'finding-missing': () => said('--finding is missing.', 'Give the finding.json of the bundle.'),
  'command-unknown': ({ name, advice, list }: { readonly name: string; readonly advice: string; readonly list: string }) =>
    said(`"${name}" is not a command${advice}`, `"engram ${list}" lists the commands.`),
  'audit-to-delete-unsaid': () =>
    said(
      'Say which audit is to be deleted, or --due, not both.',
      '"engram register list" shows the audits, with --due those whose time is over.',
    ),
  'option-file-unreadable': ({ path, name }: { readonly path: string; readonly name: string }) =>
    said(`${path} cannot be read.`, `Correct the path after --${name}.`),
  'recovery-key-missing': () => said('--recovery-key is missing.', 'Name the file with the private key of the recovery certificate.'),
  'schema-unknown': ({ name, schemaNames }: { readonly name: string; readonly schemaNames: string }) =>
    said(`"${name}" is not a schema.`, `Known are ${schemaNames}.`),
  'arguments-wrong': ({ command, mistake }: { readonly command: string; readonly mistake: ArgumentMistake }) =>
    said(mistakeSentence(mistake), `"engram help ${command}" tells what it takes.`),
  'option-whole-number': ({ name, least, most }: { readonly name: string; readonly least: number; readonly most: number }) =>
    said(`--${name} must be a whole number from ${least} to ${most}.`, `For example: --${name} ${Math.max(least, 2)}`),
  'option-duration': ({ name }: { readonly name: string }) =>
    said(`--${name} must be a duration of at most 7 days.`, `For example: --${name} 10m, 90s or 1h30m`),
  'option-choice': ({ name, choices }: { readonly name: string; readonly choices: readonly string[] }) =>
    said(`--${name} must be one of ${choices.join(', ')}.`, `For example: --${name} ${choices[0] ?? ''}`),
  'out-folder-taken': ({ folder }: { readonly folder: string }) => said(`${folder} is there already.`, 'Name a new folder with --out.'),
  'out-folder-unwritable': ({ folder }: { readonly folder: string }) =>
    said(`${folder} cannot be written.`, 'Name a new folder with --out.'),
};
