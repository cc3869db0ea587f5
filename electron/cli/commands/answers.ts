import { dirname, resolve } from 'node:path';
import { at } from '../../../shared/domain/at.js';
import type { ImageSource } from '../../../shared/domain/images.js';
import { resamplerNames } from '../../../shared/domain/resamplers.js';
import { scalingNames, withScaling } from '../../../shared/domain/scalings.js';
import { words } from '../../../shared/words/words.js';
import { valueOf } from '../../services/failure.js';
import { readAuditSpec } from '../../services/spec-file.js';
import { engineOptions, type Command } from '../command.js';
import { describeFacts } from '../describe-facts.js';
import { choice } from '../option-values.js';

/** Images that are shown one by one, and those that are asked about. */
const shown = 6;
const asked = 64;

export const answersCommand: Command = {
  name: 'answers',
  synopsis: 'SPEC.json',
  summary: 'show what a model answers on some of the host images, to see whether it is fed as in training',
  positionals: ['SPEC.json'],
  options: {
    scaling: { value: 'NAME', help: `try another way of scaling pixels than the spec's: ${scalingNames.join(', ')}` },
    resize: { value: 'NAME', help: `try another way of resizing than the spec's: ${resamplerNames.join(', ')}` },
    'allow-plain-text': { help: 'accept a spec that holds the text itself (made-up texts only)' },
    json: engineOptions.json,
  },

  async run(given, shell) {
    const path = at(given.positionals, 0);
    const spec = valueOf(readAuditSpec(path, { allowPlainText: given.options.has('allow-plain-text') }));
    const scaling = choice(given, 'scaling', scalingNames);
    const resize = choice(given, 'resize', resamplerNames) ?? spec.preprocessing.resize;
    const scaled = scaling === undefined ? spec.preprocessing : withScaling(spec.preprocessing, scaling);
    const preprocessing = { ...scaled, resize };
    const from = (one: string) => resolve(dirname(resolve(path)), one);
    const images = placed(spec.hosts ?? spec.distillation?.images ?? { source: 'shipped' }, from);
    const model = { ...spec.model, path: from(spec.model.path) };
    const service = shell.startService({});
    // The process of look-ups stays for the next one, and there is none here.
    const found = valueOf(
      await service.lookUp('sample-answers', { model, preprocessing, images, count: shown, asked }).finally(() => service.kill()),
    );
    const { images: looked, decided, asked: number, range, warnings } = found;
    const told = words.sampleAnswers;
    const facts = [
      { name: told.fed, value: told.range(range) },
      ...looked.map(({ label, answers }, index) => ({ name: told.image(index + 1), value: told.answers(answers, label) })),
      { name: told.all, value: told.decided(decided, number) },
      ...(spec.label === undefined ? [] : [{ name: told.record, value: told.ofLabel(spec.label, decided, number) }]),
    ];
    const toUse =
      scaling === undefined && resize === spec.preprocessing.resize
        ? []
        : ['', told.toUse, `  "preprocessing": ${JSON.stringify(preprocessing)}`];
    return {
      outcome: { ...found, images: looked.map(({ label, answers }) => ({ label, answers })), preprocessing },
      lines: [...describeFacts({ facts, missing: warnings }, told.heading), ...toUse],
    };
  },
};

/** A source of images, its paths counted from the spec's folder. */
function placed(source: ImageSource, from: (path: string) => string): ImageSource {
  if (source.source === 'shipped') return source;
  return { ...source, path: from(source.path), ...(source.labels !== undefined && { labels: from(source.labels) }) };
}
