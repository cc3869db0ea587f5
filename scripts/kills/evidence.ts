import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { caseSchema, type Case } from '../../shared/domain/case.js';
import { Generator } from '../../electron/engine/base/random/generator.js';
import { auditIn, lastEvent, type Place } from './place.js';

const declared: Case = {
  schema: 'engram.case/1',
  reference: 'Case of the kills',
  controller: 'A made-up hospital',
  model: { name: 'control', owner: 'imaging', version: '1' },
  intendedUse: 'To be killed.',
  dpia: 'none',
  deidentification: { procedure: 'none', version: '1' },
  reason: 'A study of this program.',
  actions: { memorised: 'Hold', signal: 'Hold', inconclusive: 'Hold', 'not-detected': 'Hold' },
};

export interface EvidenceKills {
  readonly kills: number;
  /** Kills of each command. */
  readonly of: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}

/** Kills the commands that make evidence of a recorded audit at random moments, and looks at what they leave. */
export async function killEvidence(place: Place, kills: number, seed: number, onKill: (done: number) => void): Promise<EvidenceKills> {
  const random = new Generator(seed, 'kills of evidence');
  const caseFile = place.write('case.json', JSON.stringify(caseSchema.parse(declared)));
  const secret = place.write('identity-secret', 'nine herons on a grey weir');
  const audited = ['audit', place.in('spec.json'), '--secrets', place.in('secrets.json'), '--case', caseFile, '--out', place.in('case')];
  const audit = auditIn(place.require(await place.record([...audited, '--threads', '1'])));
  place.require(await place.record(['identity', 'Ada Auditor', '--out', place.in('root.pem')], { secret }));
  const who = ['--local', 'Ada Auditor'];
  let number = 0;
  const next = (ending: string) => place.in(`evidence-${number++}${ending}`);
  const report = (discard: boolean) => ['report', audit, ...(discard ? ['--discard-signatures'] : [])];
  /** The hash of a report that is made anew, which is what a person has read. */
  const seen = async () => {
    const path = next('.pdf');
    place.require(await place.record([...report(true), '--out', path]));
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  };
  const faults: string[] = [];
  const of: Record<string, number> = {};
  let done = 0;

  /** Kills a command that writes one file, then runs it whole; both times what stands under the name holds. */
  const attack = async (name: string, argvOf: () => Promise<readonly string[]>, ending: string, options: { secret?: string } = {}) => {
    const first = next(ending);
    const timed = await place.record([...(await argvOf()), '--out', first], options);
    place.require(timed);
    for (let own = 0; own < kills / 3; own++) {
      const argv = await argvOf();
      const out = next(ending);
      const ended = await place.record([...argv, '--out', out], { ...options, killAfter: timed.seconds * (0.3 + 0.8 * random.uniform()) });
      if (ended.code === undefined) {
        of[name] = (of[name] ?? 0) + 1;
        onKill(++done);
      } else if (ended.code !== 0) faults.push(`${name} ended with ${ended.code}: ${JSON.stringify(lastEvent(ended))}`);
      if (existsSync(out)) await holds(name, out);
      const verified = await place.record(['register', 'verify']);
      if (verified.code !== 0) faults.push(`After ${name} was killed the register does not hold: ${verified.stdout}`);
      const again = next(ending);
      const whole = await place.record([...(await argvOf()), '--out', again], options);
      if (whole.code !== 0) faults.push(`${name} after a kill ended with ${whole.code}: ${JSON.stringify(lastEvent(whole))}`);
      else await holds(name, again);
    }
  };
  const holds = async (name: string, path: string) => {
    const verified = await place.run(['verify', path, '--trust', place.in('root.pem')]);
    // A report that nobody signed has nothing to hold, and says so.
    const unsigned = name === 'report' && verified.stdout.includes('not signed');
    if (verified.code !== 0 && !unsigned) faults.push(`What ${name} left under its name does not hold: ${verified.stdout}`);
  };

  await attack('report', async () => report(true), '.pdf');
  await attack('sign', async () => ['sign', audit, '--role', 'auditor', '--seen', await seen(), ...who], '.pdf', { secret });
  await attack('bundle', async () => ['bundle', audit, ...who], '.zip', { secret });
  const holding = place.holding();
  if (holding.length > 0) faults.push(`The text lies in ${holding.join(', ')}.`);
  return { kills: done, of, faults };
}
