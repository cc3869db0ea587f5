import { decisions, roles, type Decision, type IdentitySource, type Role } from '../../shared/domain/signing.js';
import { valueOf } from '../services/failure.js';
import type { Arguments, Option } from './arguments.js';
import type { Shell } from './command.js';
import { ask, askTwice, readDescriptor, type HiddenText } from './hidden-text.js';
import { choice, wholeNumber } from './option-values.js';
import { failed } from '../../shared/words/errors.js';

/** Who signs, and how: each function throws `Failure`. */

export const identityOptions = {
  p12: { value: 'FILE', help: 'sign with the key in a .p12 or .pfx file' },
  local: { value: 'NAME', help: 'sign with a local identity of the register' },
  command: { value: 'FILE', help: 'sign with a smart card or security module, by a command that the file names' },
  'secret-fd': { value: 'N', help: 'read the secret of the identity from open file descriptor N' },
} as const satisfies Record<string, Option>;

const secret: HiddenText = { name: 'secret of the identity', longest: 1000, errorCode: 'identity-invalid', option: '--secret-fd' };

export async function readIdentity(given: Arguments, shell: Shell): Promise<IdentitySource> {
  const { p12, local, command } = Object.fromEntries(given.options);
  if ([p12, local, command].filter((one) => one !== undefined).length !== 1) {
    return valueOf(failed('command-invalid', { fault: 'signer-unsaid' }));
  }
  if (command !== undefined) return { command };
  const typed = await readSecret(given, shell, 'once');
  return p12 === undefined ? { local: local ?? '', secret: typed } : { p12, secret: typed };
}

export async function readSecret(given: Arguments, shell: Shell, times: 'once' | 'twice'): Promise<string> {
  const descriptor = wholeNumber(given, 'secret-fd', 0, 1023);
  if (descriptor !== undefined) return valueOf(readDescriptor(secret, descriptor));
  if (!shell.input.isTTY) {
    return valueOf(failed('identity-invalid', { fault: 'no-terminal-for-secret' }));
  }
  const questions = { input: shell.input, output: shell.promptOutput, signal: shell.signal };
  return valueOf(await (times === 'once' ? ask(secret, questions) : askTwice(secret, questions)));
}

export function readRole(given: Arguments): { role: Role; decision: Decision | undefined } {
  const role = choice(given, 'role', roles) ?? valueOf(failed('command-invalid', { fault: 'role-missing', roles: roles.join(', ') }));
  return { role, decision: choice(given, 'decision', decisions) };
}
