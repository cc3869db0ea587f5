import type { Section } from '../section.js';

/** Where model and data come from, what ran where and when, how to reproduce it, limits. */
export function provenanceSections(section: Section): void {
  const {
    document,
    words: {
      report: { numbers },
    },
  } = section;
  document.heading(2, numbers.provenance);
  document.table(sources(section), [0.22, 0.78], 'rows');
  document.heading(2, numbers.software);
  document.table(circumstances(section), [0.22, 0.78], 'rows');
  document.heading(2, numbers.reproduce);
  document.paragraph(numbers.reproduceText);
  document.heading(2, numbers.limits);
  document.list(numbers.limitsText);
}

function sources({ finding: { model, hosts, distillation }, words }: Section): string[][] {
  const { facts } = words.report.numbers;
  const { input } = model;
  return [
    [facts.file, facts.fileOf(model.format, model.producer, model.opset)],
    [facts.hash, model.sha256],
    [facts.network, facts.networkOf(words.families[model.family].one, model.parameters, model.outputs, model.outputName)],
    [facts.input, facts.inputOf(input.width, input.height, input.channels)],
    [facts.hosts, facts.imagesOf(words.imageKinds[hosts.kind], hosts.count, hosts.used, hosts.sha256)],
    ...(distillation
      ? [
          [
            facts.distillation,
            facts.imagesOf(words.imageKinds[distillation.kind], distillation.count, distillation.count, distillation.sha256),
          ],
        ]
      : []),
  ];
}

function circumstances({ finding: { run, hosts, commitments }, journal, words }: Section): string[][] {
  const { facts } = words.report.numbers;
  const named = [
    [facts.text, commitments.text],
    [facts.seed, commitments.seed],
    [facts.spec, commitments.spec],
  ].flatMap(([name, value]) => (name === undefined || value === undefined ? [] : [[facts.commitment(name), value]]));
  return [
    [facts.software, facts.softwareOf(run.engram, run.node)],
    [facts.decoder, hosts.decoder],
    [facts.device, facts.deviceOf(run.device, run.platform)],
    [facts.started, facts.clock(run.startedAt)],
    [facts.finished, facts.clock(run.finishedAt)],
    [facts.journal, journal ? facts.journalOf(journal.index, journal.hash) : facts.noJournal],
    ...named,
  ];
}
