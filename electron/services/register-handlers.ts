import { readRegular } from '../files/regular-file.js';
import type { registerCalls } from '../../shared/contract/calls/register.js';
import type { Handlers, Publish } from '../../shared/contract/handlers.js';
import type { Result } from '../../shared/domain/error.js';
import type { RegisterStatus } from '../../shared/domain/register.js';
import type { RegisterService } from './register/register-service.js';
import { failed } from '../../shared/words/errors.js';

interface Parts {
  readonly register: RegisterService;
  readonly publish: Publish;
  readonly onOpened: () => Promise<void>;
  readonly onLock: () => Promise<void>;
}

const mostCertificateBytes = 2 ** 20;

/** Sets the register up, opens and locks it. */
export function registerHandlers({ register, publish, onOpened, onLock }: Parts): Pick<Handlers, keyof typeof registerCalls> {
  const opened = async (result: Result<RegisterStatus>): Promise<Result<RegisterStatus>> => {
    if (result.ok) {
      await onOpened();
      publish('register', result.value);
    }
    return result;
  };
  return {
    registerStatus: () => register.status(),
    async setUpRegister({ passphrase, remember, certificates }) {
      let files: Buffer[];
      try {
        files = await Promise.all(certificates.map((path) => readRegular(path, mostCertificateBytes)));
      } catch {
        return failed('certificate-invalid', { fault: 'recovery-certificate-unreadable' });
      }
      return opened(await register.setUp({ passphrase, remember, certificates: files }));
    },
    async openRegister(opening) {
      const { isOpen } = register;
      const result = await register.open(opening);
      return isOpen ? result : opened(result);
    },
    async lockRegister() {
      await onLock();
      register.close();
      const status = await register.status();
      if (status.ok) publish('register', status.value);
      return status;
    },
  };
}
