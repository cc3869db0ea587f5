import type { SelfCheckOutcome } from '../../../shared/domain/job.js';
import { valueOf } from '../../services/failure.js';
import { engineOptions, type Command } from '../command.js';
import { exitCodes } from '../exit-code.js';
import { engineSize } from '../job-arguments.js';

export const selfCheckCommand: Command = {
  name: 'self-check',
  synopsis: '',
  summary: 'audit the controls that Engram ships: planted models and their clean twins',
  positionals: [],
  options: engineOptions,

  async run(given, shell) {
    const outcome = valueOf(await shell.startService(engineSize(given)).run('self-check', {}, shell));
    return { outcome, lines: describe(outcome), exitCode: outcome.passed ? exitCodes.done : exitCodes.failure };
  },
};

function describe({ controls, passed }: SelfCheckOutcome): string[] {
  const widest = Math.max(0, ...controls.map(({ name }) => name.length));
  return [
    ...controls.map(({ name, verdicts, passed: right }) =>
      [right ? 'passed' : 'FAILED', name.padEnd(widest), `this text: ${verdicts.text}, marks of this kind: ${verdicts.kind}`].join('  '),
    ),
    '',
    passed ? 'All controls were judged rightly.' : 'A control was misjudged: on this machine no audit can say "not detected".',
  ];
}
