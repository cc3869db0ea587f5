import { join } from 'node:path';
import { exitCodes } from '../../electron/cli/exit-code.js';
import type { Reporter } from '../../electron/cli/report/reporter.js';
import { withEngine } from '../run-script.js';
import { auditNetwork } from './audit.js';
import { writeImages } from './images.js';
import { drawMark } from './mark.js';
import type { LargeNetworkOptions } from './options.js';
import { nameOf, readRows, rowOf, writeRow, type Row } from './row.js';
import type { LargeNetworkSettings } from './settings.js';
import { trainResNet } from './train.js';

/**
 * Trains and audits a planted network and its clean twin and records a row of each, unless there is one:
 * networks that differ by their copies alone share a twin. Throws `Failure`.
 */
export async function runStudy(
  { seed, data, copies, folder }: LargeNetworkOptions,
  standard: LargeNetworkSettings,
  reporter: Reporter,
): Promise<number> {
  const settings = { ...standard, copies };
  const pair = join(folder, `${data}-${seed}`);
  const images = '../images';
  const mark = drawMark(seed);
  const planted = await writeImages(join(pair, 'images'), data, mark, settings);
  const { threads } = settings;
  const recorded = (await readRows()).filter((row) => row.data === data && row.seed === seed);
  const rows = await withEngine({ threads, processes: threads, cacheFolder: join(pair, 'cache') }, reporter, async (service, call) => {
    const made: Row[] = [];
    for (const network of ['planted', 'clean'] as const) {
      const earlier = recorded.find((row) => row.network === network && (network === 'clean' || row.mark.copies === copies));
      if (earlier !== undefined) {
        reporter.note(`${network} network: recorded already; to do it again, remove its file from docs/results/large-network`);
        made.push(earlier);
        continue;
      }
      const own = join(pair, nameOf({ network, copies }));
      reporter.note(`${network} network: training`);
      const trained = await trainResNet({ folder: own, images, seed, planted: network === 'planted' ? planted : [], settings });
      reporter.note(`${network} network: audit`);
      const audit = await auditNetwork(service, own, images, mark, settings, call);
      const row = rowOf({ data, mark, network, settings, trained, audit });
      await writeRow(row);
      made.push(row);
    }
    return made;
  });
  reporter.result('large-network', rows, rows.flatMap(describeRow));
  return exitCodes.done;
}

function describeRow({ network, training, audit }: Row): string[] {
  const { students, claims, seconds, peakMemoryMiB } = audit;
  const lowest = Math.min(...students.agreement);
  return [
    `${network}: accuracy ${(training.accuracy * 100).toFixed(1)}%, students agree on at least ${(lowest * 100).toFixed(1)}%`,
    ...claims.map(
      ({ claim, verdict, pAdjusted }) => `  ${claim}: ${verdict}${pAdjusted === null ? '' : `, corrected p = ${pAdjusted.toPrecision(2)}`}`,
    ),
    `  audited in ${(seconds / 60).toFixed(0)} minutes, ${peakMemoryMiB.allProcesses ?? Math.round(peakMemoryMiB.engine)} MiB at most`,
  ];
}
