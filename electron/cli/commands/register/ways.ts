import { mostCredentialBytes } from '../../limits.js';
import { readRegularSync } from '../../../files/regular-file.js';
import type { ErrorCode } from '../../../../shared/domain/error.js';
import type { Way } from '../../../../shared/domain/register.js';
import { valueOf } from '../../../services/failure.js';
import type { Arguments } from '../../arguments.js';
import { failed } from '../../../../shared/words/errors.js';

/** The ways to open a register, a line each. */
export function describeWays(ways: readonly Way[]): string[] {
  return ['It opens with', ...ways.map((way) => `  ${describe(way)}`)];
}

function describe(way: Way): string {
  switch (way.kind) {
    case 'passphrase':
      return 'its passphrase';
    case 'key-store':
      return `the user account that set it up, in the app (${way.backend})`;
    case 'certificate':
      return `the key of the certificate of ${way.subject}, valid until ${way.validTo}\n    SHA-256 ${way.fingerprint}`;
  }
}

/** The content of the file that an option names; undefined where it is left out. Throws `Failure`. */
export function readFileOption({ options }: Arguments, name: string, code: ErrorCode): Buffer | undefined {
  const path = options.get(name);
  if (path === undefined) {
    return undefined;
  }
  try {
    return readRegularSync(path, mostCredentialBytes);
  } catch {
    return valueOf(failed(code, { fault: 'option-file-unreadable', path, name }));
  }
}
