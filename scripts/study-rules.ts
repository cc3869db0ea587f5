/** What rules of the verdict come to on the rows that are there, printed: `npm run study:rules`. */
import { shippedValidity } from '../electron/engine/verdict/validity.js';
import { candidates } from '../electron/jobs/study/row/candidates.js';
import { rulesTable } from './pages/rules-table.js';
import { rowsOf } from './pages/rows.js';
import { ruleRates } from './pages/tables/rules.js';

const levels = [0.05, 0.01];
const chosenOn = [...(await rowsOf('false-alarms')), ...(await rowsOf('detection'))];
const fresh = await rowsOf('confirmation');

for (const [title, rows] of [
  ['Rows that the rule was chosen on', chosenOn],
  ['Fresh rows', fresh],
] as const) {
  for (const [which, validity] of [
    ['all candidates counting', candidates],
    ['by the tests that count', shippedValidity],
  ] as const) {
    console.log(`\n## ${title}, ${which}\n\n${rulesTable(ruleRates(rows, validity, levels))}`);
  }
}
