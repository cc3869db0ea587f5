import { resolve } from 'node:path';
import type { InspectOutcome } from '../../../shared/domain/job.js';
import { valueOf } from '../../services/failure.js';
import { engineOptions, type Command } from '../command.js';
import { textWidth } from '../terminal.js';
import { wrap } from '../wrap.js';

export const inspectCommand: Command = {
  name: 'inspect',
  synopsis: 'PATH',
  summary: 'say what a model or a set of images is, and what an audit would still have to be told',
  positionals: ['PATH'],
  options: { json: engineOptions.json },

  async run(given, shell) {
    const service = shell.startService({});
    const outcome = valueOf(await service.inspect({ path: resolve(given.positionals[0]) }, shell));
    return { outcome, lines: describe(outcome) };
  },
};

function describe({ facts, missing }: InspectOutcome): string[] {
  const widest = Math.max(0, ...facts.map(({ name }) => name.length));
  const lines = facts.flatMap(({ name, value }) => {
    const [first, ...rest] = wrap(value, textWidth - widest - 2).split('\n');
    return [`${name.padEnd(widest)}  ${first}`, ...rest.map((line) => `${' '.repeat(widest)}  ${line}`)];
  });
  return missing.length === 0 ? lines : [...lines, '', 'Still needed:', ...missing.map((sentence) => wrap(`  ${sentence}`, textWidth))];
}
