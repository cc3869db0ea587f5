import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AuditSpecInput } from '../../shared/domain/audit-spec.js';
import { Generator } from '../../electron/engine/base/random/generator.js';
import { controlFeature, controlFolder, controlLabel, controls } from '../../electron/engine/controls/control.js';
import { lastEvent, privateText, type Place } from './place.js';

/** Counts that settle everything, so that equal commands give equal bytes; small, so that a kill meets every phase. */
const spec = (planted: string): AuditSpecInput => ({
  schema: 'engram.audit-spec/1',
  model: { path: planted, output: 'logits' },
  feature: controlFeature,
  label: controlLabel,
  distillation: { images: { source: 'shipped' }, students: 2, kind: 'whole', epochs: 1 },
  method: { hosts: 64, strings: 199, batchSize: 32 },
});

export interface AuditKills {
  readonly kills: number;
  /** Audits that were killed until they ended, and the most kills that one survived. */
  readonly audits: number;
  readonly most: number;
  readonly faults: readonly string[];
}

/** Kills a recorded audit at random moments, runs the same command again, and compares what comes of it with one that was left alone. */
export async function killAudits(place: Place, kills: number, seed: number, onKill: (done: number) => void): Promise<AuditKills> {
  const [planted] = controls;
  const specFile = place.write('spec.json', JSON.stringify(spec(fileURLToPath(new URL('model.onnx', controlFolder(planted))))));
  const secretsFile = place.write('secrets.json', JSON.stringify({ schema: 'engram.secrets/1', text: privateText, seed: 5 }));
  const argvOf = (out: string) => [
    'audit',
    specFile,
    '--secrets',
    secretsFile,
    '--out',
    place.in(out),
    '--threads',
    '1',
    '--processes',
    '1',
  ];
  // What a register counts of earlier audits stands in results: only those that it does not keep can be equal.
  const unrecorded = (out: string) => [...argvOf(out), '--no-register'];
  const resultOf = (out: string) => readFileSync(place.in(`${out}/result.json`), 'utf8');
  const whole = await place.run(unrecorded('whole'));
  place.require(whole);
  const expected = resultOf('whole');
  const random = new Generator(seed, 'kills');
  const faults: string[] = [];
  let done = 0;
  let audits = 0;
  let most = 0;
  let recorded = 0;
  while (done < kills) {
    const isRecorded = audits % 2 === 1;
    recorded += isRecorded ? 1 : 0;
    const out = `round-${audits++}`;
    // Students that an earlier audit made would leave this one little to do.
    rmSync(place.in('cache'), { recursive: true, force: true });
    const attempt = () => {
      // Later runs have less to do: the moments are spread over all of them.
      const killAfter = done < kills ? whole.seconds * (0.1 + 1.1 * random.uniform()) : undefined;
      return isRecorded ? place.record(argvOf(out), { killAfter }) : place.run(unrecorded(out), { killAfter });
    };
    let own = 0;
    let ended = await attempt();
    while (ended.code === undefined) {
      own += 1;
      onKill(++done);
      const holding = place.holding();
      if (holding.length > 0) faults.push(`The text lay in ${holding.join(', ')} after kill ${done}.`);
      ended = await attempt();
    }
    most = Math.max(most, own);
    if (ended.code !== 0) {
      faults.push(`Audit ${out} ended with ${ended.code} after ${own} kills: ${JSON.stringify(lastEvent(ended))}`);
    } else if (!isRecorded && resultOf(out) !== expected) {
      faults.push(`Audit ${out} came to another result after ${own} kills.`);
    }
  }
  const listed = place.require(await place.record(['register', 'list']))['outcome'];
  if (!Array.isArray(listed) || listed.length !== recorded) {
    faults.push(`The register lists ${Array.isArray(listed) ? listed.length : 'no'} audits of ${recorded}.`);
  }
  const verified = await place.record(['register', 'verify']);
  if (verified.code !== 0) faults.push(`The register does not hold: ${verified.stdout}`);
  return { kills: done, audits, most, faults };
}
