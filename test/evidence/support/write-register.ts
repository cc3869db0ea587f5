import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { institutionalP12 } from './institution.js';
import { recordExample } from './recorded-audit.js';
import { RegisterService } from '../../../electron/services/register/register-service.js';

/** Run as a program: sets up the register of an app's folder with a finished audit in it, and writes P12 files beside it. */
const [folder, passphrase, secret] = process.argv.slice(2);
const register = new RegisterService({ folder: join(folder, 'register') });
const made = await register.setUp({ passphrase });
if (!made.ok) throw new Error(made.error.message);
const recorded = await register.use(recordExample);
if (!recorded.ok) throw new Error(recorded.error.message);
register.close();
writeFileSync(join(folder, 'rolf.p12'), institutionalP12('Rolf Reviewer', secret));
writeFileSync(join(folder, 'paula.p12'), institutionalP12('Paula Approver', secret));
