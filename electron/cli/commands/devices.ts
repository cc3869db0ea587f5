import { valueOf } from '../../services/failure.js';
import { engineOptions, type Command } from '../command.js';
import { describeFacts } from '../describe-facts.js';

export const devicesCommand: Command = {
  name: 'devices',
  synopsis: '',
  summary: 'say which runtimes and graphics cards compute here, and what is missing',
  positionals: [],
  options: { json: engineOptions.json },

  async run(_given, shell) {
    const outcome = valueOf(await shell.startService({}).run('devices', {}, shell));
    return { outcome, lines: describeFacts(outcome, 'Missing:') };
  },
};
