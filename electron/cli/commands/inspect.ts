import { resolve } from 'node:path';
import { at } from '../../../shared/domain/at.js';
import { valueOf } from '../../services/failure.js';
import { leastBits, mostBits } from '../../../shared/domain/images.js';
import { engineOptions, type Command } from '../command.js';
import { describeFacts } from '../describe-facts.js';
import { wholeNumber } from '../option-values.js';

export const inspectCommand: Command = {
  name: 'inspect',
  synopsis: 'PATH',
  summary: 'say what a model or a set of images is, and what an audit would still have to be told',
  positionals: ['PATH'],
  options: {
    output: { value: 'NAME', help: 'of a model with several outputs: the one that holds the class scores' },
    bits: { value: 'N', help: `of 16-bit images: how many bits a pixel has, ${leastBits} to ${mostBits}; scanners often write 12` },
    json: engineOptions.json,
  },

  async run(given, shell) {
    const asked = {
      path: resolve(at(given.positionals, 0)),
      outputName: given.options.get('output'),
      bits: wholeNumber(given, 'bits', leastBits, mostBits),
    };
    const service = shell.startService({});
    const outcome = valueOf(await service.run('inspect', asked, shell));
    return { outcome, lines: describeFacts(outcome, 'Still needed:') };
  },
};
