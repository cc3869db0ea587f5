import type { RegisterStatus } from '../../shared/domain/register.js';
import { valueOf } from '../services/failure.js';
import type { Arguments } from './arguments.js';
import type { Shell } from './command.js';
import { ask, askTwice, readDescriptor, type HiddenText } from './hidden-text.js';
import { wholeNumber } from './option-values.js';
import { failed } from '../../shared/words/errors.js';

/** Each function throws `Failure`. */

const longest = 1000;
const passphrase: HiddenText = { name: 'passphrase of the register', longest, errorCode: 'passphrase-invalid', option: '--passphrase-fd' };
const newPassphrase: HiddenText = {
  name: 'new passphrase of the register',
  longest,
  errorCode: 'passphrase-invalid',
  option: '--new-passphrase-fd',
};
const keyPassphrase: HiddenText = {
  name: 'passphrase of the key',
  longest,
  errorCode: 'recovery-key-invalid',
  option: '--key-passphrase-fd',
};

/** Opens the register with its passphrase; tells what was mended. */
export async function openRegister(given: Arguments, shell: Shell): Promise<RegisterStatus> {
  const { state } = valueOf(await shell.register.status());
  if (state === 'absent') {
    return valueOf(failed('register-absent', { fault: 'no-register', folder: shell.register.folder }));
  }
  const status = valueOf(await shell.register.open({ by: 'passphrase', passphrase: await read(passphrase, 'once', given, shell) }));
  for (const notice of status.notices) shell.note(notice);
  return status;
}

export function readNewPassphrase(given: Arguments, shell: Shell): Promise<string> {
  return read(newPassphrase, 'twice', given, shell);
}

export function readKeyPassphrase(given: Arguments, shell: Shell): Promise<string> {
  return read(keyPassphrase, 'once', given, shell);
}

async function read(text: HiddenText, times: 'once' | 'twice', given: Arguments, shell: Shell): Promise<string> {
  const value = await readAnyLength(text, times, given, shell);
  return value.length <= text.longest
    ? value
    : valueOf(failed(text.errorCode, { fault: 'typed-secret-too-long', name: text.name, longest: text.longest }));
}

async function readAnyLength(text: HiddenText, times: 'once' | 'twice', given: Arguments, shell: Shell): Promise<string> {
  const descriptor = wholeNumber(given, text.option.slice('--'.length), 0, 1023);
  if (descriptor !== undefined) {
    return valueOf(readDescriptor(text, descriptor));
  }
  if (!shell.input.isTTY) {
    return valueOf(failed('register-locked', { fault: 'no-terminal-for-passphrase', name: text.name, option: text.option }));
  }
  const questions = { input: shell.input, output: shell.promptOutput, signal: shell.signal };
  return valueOf(await (times === 'once' ? ask(text, questions) : askTwice(text, questions)));
}
