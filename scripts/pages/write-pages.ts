import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { architectureFamilies } from '../../shared/domain/verdict.js';
import { networkKinds } from '../../shared/domain/study.js';
import type { StudyRow } from '../../shared/domain/study-row.js';
import { circumstances } from './tables/power.js';
import { falseAlarmPlot, powerPlot } from './plots.js';
import { readResults, readStudy, type StudyResults } from './results.js';
import { standInsPage } from './stand-ins-page.js';
import { comparedFamilies } from './tables/stand-ins.js';
import { plotName, validityPage } from './validity-page.js';
import { words } from '../../shared/words/words.js';

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Writes what follows from the rows: the tables, the plots, the page for the board and the tables in the code. */
export async function writePages(): Promise<void> {
  const results = await readResults();
  const { rows: standInRows } = await readStudy('stand-ins');
  // Plots of rows that are gone, of other settings than today's, would be taken for results.
  await rm(file('docs/results/plots'), { recursive: true, force: true });
  await mkdir(file('docs/results/plots'), { recursive: true });
  const plots = plotsOf(results);
  for (const [name, svg] of plots) await writeFile(file(`docs/results/plots/${name}`), svg);
  await writeFile(file('docs/results/tables.json'), toJson(results));
  await writeFile(file('docs/validity.md'), validityPage(results, new Set(plots.keys())));
  await writeFile(file('electron/engine/verdict/validity-table.json'), toJson(validityFile(results)));
  await writeFile(file('electron/engine/verdict/detection-table.json'), toJson(detectionFile(results)));
  await writeFile(file('docs/stand-ins.md'), standInsPage(standInRows));
  await writeFile(file('electron/engine/verdict/stand-in-table.json'), toJson(standInFile(standInRows)));
}

export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The table that the verdict's rule reads. */
export function validityFile({ validity, validityFromInitialWeights }: StudyResults): unknown {
  return {
    meaning:
      'False-alarm rates of each test on clean models, per family of architectures, with their upper 95% bounds. Written by npm run study:false-alarms from docs/results; do not edit.',
    source: 'docs/validity.md',
    families: validity,
    fromInitialWeights: validityFromInitialWeights,
  };
}

/** The table that tells what audits find. */
export function detectionFile({ detection }: StudyResults): unknown {
  return {
    meaning:
      'Share of planted marks of which the verdict is "signal" or "memorised", by leaked copies, for each set of tests that it may rest on. Written by npm run study:detection from docs/results; do not edit.',
    source: 'docs/validity.md',
    audits: detection.audits,
  };
}

/** The table that says how far the sensitivity of stand-ins may be taken for that of real models. */
export function standInFile(rows: readonly StudyRow[]): unknown {
  return {
    meaning:
      'Whether stand-ins are found about as often as real planted models, per family of architectures. Written by npm run study:stand-ins from docs/results; do not edit.',
    source: 'docs/stand-ins.md',
    families: comparedFamilies(rows),
  };
}

function plotsOf({ falseAlarms, detection }: StudyResults): Map<string, string> {
  const plots = new Map<string, string>();
  for (const family of architectureFamilies) {
    const rates = falseAlarms.rates.filter((rate) => rate.family === family && !rate.initialKnown);
    if (rates.length > 0) plots.set(`false-alarms-${family}.svg`, falseAlarmPlot(rates, words.families[family].title));
  }
  for (const network of networkKinds) {
    for (const circumstance of circumstances) {
      const svg = powerPlot(detection.curves, network, circumstance);
      if (svg !== undefined) plots.set(plotName(network, circumstance), svg);
    }
  }
  return plots;
}
