import { conclusionsOf, type Finding } from '../../../../shared/domain/finding.js';
import type { AnnexFacts } from '../../../../shared/words/english/report/annexes.js';
import type { Section } from '../section.js';

/** Paragraphs to copy, and the glossary. */
export function annexSections({
  document,
  finding,
  words: {
    report: { annexes, glossary },
  },
}: Section): void {
  const facts = factsOf(finding);
  document.heading(2, annexes.dpia);
  document.paragraph(annexes.dpiaText(facts));
  document.heading(2, annexes.modelCard);
  document.paragraph(annexes.modelCardText(facts));
  document.heading(2, glossary.heading);
  document.table(glossary.terms, [0.28, 0.72], 'rows');
}

function factsOf(finding: Finding): AnnexFacts {
  const { case: declared, model, run } = finding;
  const conclusions = conclusionsOf(finding);
  const points = conclusions.flatMap(([, { detectableEffectPoints }]) => detectableEffectPoints ?? []);
  return {
    model: declared.model.name,
    version: declared.model.version,
    hash: model.sha256,
    reference: declared.reference,
    time: run.finishedAt,
    verdicts: conclusions.map(([subject, { verdict }]) => [subject, verdict]),
    points: points.length === 0 ? undefined : Math.min(...points),
  };
}
