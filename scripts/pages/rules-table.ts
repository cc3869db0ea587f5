import type { Rule, RuleRates } from './tables/rules.js';
import { counted, formatShare, networkWords, table } from './words.js';

const ruleWords: Record<Rule, string> = {
  holm: 'Holm, the rule before',
  closed: 'Closed testing, as Engram judges',
  'initial-weights-first': 'Closed testing, initial weights first',
};

/** How often each rule finds either claim, as a Markdown table for each level. */
export function rulesTable(rates: readonly RuleRates[]): string {
  return [...new Set(rates.map(({ level }) => level))]
    .map((level) => {
      const own = rates.filter((rate) => rate.level === level);
      const copies = [...new Set(own.flatMap(({ planted }) => planted.map((point) => point.copies)))].sort((one, other) => one - other);
      const head = [
        'Network',
        'Told',
        'Rule',
        'Clean models',
        'Their marks',
        'False alarms',
        'Planted models',
        ...copies.map((count) => counted(count, 'copy', 'copies')),
      ];
      const lines = own.map(({ network, circumstance, rule, clean, planted }) => [
        networkWords[network],
        circumstance,
        ruleWords[rule],
        String(clean.models),
        String(clean.audits),
        formatShare(clean),
        String(Math.max(0, ...planted.map(({ found }) => found.models))),
        ...copies.map((count) => {
          const point = planted.find((one) => one.copies === count);
          return point ? formatShare(point.found) : '–';
        }),
      ]);
      return `Either claim at ${100 * level}%:\n\n${table(head, lines)}`;
    })
    .join('\n\n');
}
