/**
 * Records audits one after the other until it is killed or has done as many as asked for: plans,
 * finishes, signs, and deletes the one before. Says on standard output what has been done, each time
 * after the register has said so: "planned ID", "finished ID", "signed ID", "deleted ID".
 */
import { readFileSync, writeSync } from 'node:fs';
import { Register } from '../../../electron/register/register.js';
import { auditEnd, auditToPlan } from '../support/example-audit.js';

const [path, keyFile, name, count] = process.argv.slice(2);
// Unlike console.log, this is out before the next step begins.
const say = (line: string): number => writeSync(1, `${line}\n`);

say('opening');
const register = await Register.open(path, { by: 'private-key', file: readFileSync(keyFile) });
say('opened');
let previous: string | undefined;
for (let number = 0; number < Number(count); number++) {
  const { record } = await register.audits.plan(auditToPlan({ folder: `/audits/${name}/${number}` }));
  say(`planned ${record.id}`);
  await register.audits.finish(record.id, auditEnd());
  say(`finished ${record.id}`);
  await register.auditFiles.keep(record.id, 'report.pdf', Buffer.from(`report ${record.id}`), { action: 'report-signed', subject: {} });
  say(`signed ${record.id}`);
  if (previous !== undefined && number % 2 === 0) {
    await register.retention.delete(previous, { early: true });
    say(`deleted ${previous}`);
  }
  previous = record.id;
}
say('done');
