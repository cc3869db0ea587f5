import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readResults, readStudy, resultsOf } from '../../../scripts/pages/results.js';
import { standInsPage } from '../../../scripts/pages/stand-ins-page.js';
import { detectionFile, standInFile, toJson, validityFile } from '../../../scripts/pages/write-pages.js';
import { validityPage } from '../../../scripts/pages/validity-page.js';
import { addedModels } from '../../../electron/jobs/study/kinds/false-alarms.js';
import { studyKinds } from '../../../electron/jobs/study/kinds/table.js';
import { rowsOf } from '../../../scripts/pages/rows.js';
import { studyNames, type StudyModel } from '../../../shared/domain/study.js';
import { isPositive } from '../../../scripts/pages/tables/false-alarms.js';
import { isFoundByHolm } from '../../../scripts/pages/tables/rules.js';
import { countingTests, isFoundWith } from '../../../scripts/pages/tables/shipped-verdict.js';
import { candidates } from '../../../electron/jobs/study/row/candidates.js';
import { claims, type Claim } from '../../../shared/domain/verdict.js';
import { rowOf } from './synthetic-rows.js';
import { hashOf } from '../../../electron/jobs/study/settings.js';

/** What docs/results and docs/validity.md say is what the rows say. */

const text = (path: string) => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');

it.each(studyNames)("rows of %s are of today's models and settings, each once", async (study) => {
  const rows = await rowsOf(study);
  const { models: asked, settings } = studyKinds[study];
  const models = new Map(asked.map((model) => [model.number, model]));
  expect(rows.length).toBeGreaterThan(0);
  expect(new Set(rows.map(({ model }) => model.number)).size).toBe(rows.length);
  for (const { model, hash, commit } of rows) {
    const planned = models.get(model.number);
    expect(planned && hashOf(planned, settings(planned))).toBe(hash);
    expect(commit).toMatch(/^[0-9a-f]{12}$/);
  }
});

it.each(studyNames)(
  'verdicts of %s follow from the p-values of its rows when all candidates count, by the rule of their time',
  async (study) => {
    for (const row of await rowsOf(study)) {
      for (const audit of row.audits) {
        const counting = countingTests(candidates, row, audit);
        const byRule = (claim: Claim) =>
          row.rule === undefined ? isFoundByHolm(counting, audit, claim, 0.05) : isFoundWith(counting, audit, claim);
        const recomputed = claims.map(byRule);
        expect(recomputed).toEqual(claims.map((claim) => isPositive(audit.verdicts[claim])));
      }
    }
  },
);

it('tables, page and the tables in the code follow from the rows', async () => {
  const results = await readResults();
  expect(text('docs/results/tables.json')).toBe(toJson(results));
  expect(text('electron/engine/verdict/validity-table.json')).toBe(toJson(validityFile(results)));
  expect(text('electron/engine/verdict/detection-table.json')).toBe(toJson(detectionFile(results)));
  const plots = new Set([...text('docs/validity.md').matchAll(/\(results\/plots\/([^)]+)\)/g)].map(([, name]) => name));
  expect(text('docs/validity.md')).toBe(validityPage(results, plots));
  for (const plot of plots) expect(text(`docs/results/plots/${plot}`)).toMatch(/^<\?xml|^<svg /);
});

it('the page of stand-ins and its table in the code follow from the rows', async () => {
  const { rows } = await readStudy('stand-ins');
  expect(text('docs/stand-ins.md')).toBe(standInsPage(rows));
  expect(text('electron/engine/verdict/stand-in-table.json')).toBe(toJson(standInFile(rows)));
});

it('each plot is one that the page shows', () => {
  const shown = [...text('docs/validity.md').matchAll(/\(results\/plots\/([^)]+)\)/g)].map(([, name]) => name);
  expect(readdirSync(fileURLToPath(new URL('../../../docs/results/plots', import.meta.url))).sort()).toEqual(shown.sort());
});

it('the models of the studies are those that were asked for', () => {
  const count = (models: readonly StudyModel[], network: string) => models.filter((model) => model.network === network).length;
  expect(['mlp', 'cnn-1', 'normalised'].map((network) => count(studyKinds['false-alarms'].models, network))).toEqual([
    100,
    15 + addedModels,
    15,
  ]);
  expect(['mlp', 'cnn-1', 'normalised'].map((network) => count(studyKinds.detection.models, network))).toEqual([48, 16, 16]);
  const mlps = studyKinds['false-alarms'].models.filter(({ network }) => network === 'mlp');
  for (const shuffle of [true, false])
    for (const collection of ['mnist', 'fashion-mnist'])
      expect(mlps.filter((model) => model.shuffle === shuffle && model.collection === collection).length).toBeGreaterThan(20);
  expect(new Set(mlps[0].marks.map(({ anchor }) => anchor)).size).toBe(3);
  expect(studyKinds.detection.models[0].marks.map(({ copies }) => copies)).toEqual([0, 1, 4, 16, 64, 256]);
});

describe('models that were added to a study', () => {
  const clean = studyKinds['false-alarms'].models;
  const cnn1 = clean.filter(({ network }) => network === 'cnn-1');
  const rowsOf = (models: readonly StudyModel[], p: number) =>
    models.map(({ number, marks }) =>
      rowOf(
        number,
        marks.map(() => ({ tests: { 'distilled-kind': { p } } })),
        'cnn-1',
      ),
    );
  const resultOf = (done: number) => {
    const first = rowsOf(cnn1.slice(0, 15), 0.001);
    return resultsOf({ models: clean, rows: [...first, ...rowsOf(cnn1.slice(15, 15 + done), 0.9)] }, { models: [], rows: [] });
  };

  it('change nothing until all of them are done', () => {
    expect(resultOf(addedModels - 1).validity).toEqual(resultOf(0).validity);
    expect(resultOf(0).validity.convolutional['distilled-kind']).toMatchObject({ falseAlarms: 'beyond', models: 15, at05: 1 });
    expect(resultOf(addedModels).validity.convolutional['distilled-kind']).toMatchObject({ models: 45, at05: 0.333 });
  });

  it('are told apart on the page, once all of them are done', () => {
    expect(resultOf(addedModels - 1).falseAlarms.ofAdded.flatMap(({ at05 }) => at05.audits)).toEqual([]);
    expect(validityPage(resultOf(addedModels - 1), new Set())).toContain('What the first came to stands until all of these are done.');
    expect(validityPage(resultOf(addedModels), new Set())).toMatch(
      /With all 45 they come at 5% to 33% .*, and that stands; the 30 alone, which no choice had seen, to 0\.0%/,
    );
  });

  it('leave no dash unexplained, and none explained that is not there', () => {
    const pages = [validityPage(resultOf(0), new Set()), text('docs/validity.md')];
    expect(pages.map((page) => page.includes('A dash stands'))).toEqual(pages.map((page) => page.includes('| – |')));
    expect(pages[0]).toContain('A dash stands');
  });
});
