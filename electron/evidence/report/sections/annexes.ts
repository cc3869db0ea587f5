import type { Finding } from '../../../../shared/domain/finding.js';
import type { Claim, Verdict } from '../../../../shared/domain/verdict.js';
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

function factsOf({ case: declared, model, run, claims }: Finding): AnnexFacts {
  const verdictOf = (name: Claim): Verdict => claims.find(({ claim }) => claim === name)?.verdict ?? 'inconclusive';
  const points = claims.flatMap(({ detectableEffectPoints }) => detectableEffectPoints ?? []);
  return {
    model: declared.model.name,
    version: declared.model.version,
    hash: model.sha256,
    reference: declared.reference,
    time: run.finishedAt,
    verdicts: { text: verdictOf('text'), kind: verdictOf('kind') },
    points: points.length === 0 ? undefined : Math.min(...points),
  };
}
