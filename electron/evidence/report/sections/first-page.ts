import { claims, type Verdict } from '../../../../shared/domain/verdict.js';
import type { Section } from '../section.js';

/** Of two verdicts, the one that a board acts on. */
const gravity: readonly Verdict[] = ['memorised', 'signal', 'inconclusive', 'not-detected'];

/** What a board reads in two minutes: verdict, history, next step, case, what was tested and what not. */
export function firstPage({ document, finding, words }: Section): void {
  const { summary, method } = words;
  const { alpha } = finding.method;
  document.heading(1, summary.titleOf(finding.case.model.name, finding.case.reference));
  document.heading(2, summary.verdict);
  for (const claim of claims) {
    const found = finding.claims.find((one) => one.claim === claim);
    if (found === undefined) continue;
    document.paragraph(
      `${summary.claims[claim]}: ${summary.verdicts[found.verdict]}`,
      found.verdict === 'not-detected' ? 'strong' : 'warning',
    );
    const sensitivity = found.detectableEffectPoints === undefined ? '' : ` ${summary.sensitivity(found.detectableEffectPoints)}`;
    const studied = found.studied === undefined ? '' : ` ${summary.studied(found.studied)}`;
    const reasons = found.reasons.map((code) => ` ${method.reasons[code]}`).join('');
    document.paragraph(
      `${summary.sentence(claim, found.verdict, found.decidingTest, found.pBand, alpha)}${sensitivity}${studied}${reasons}`,
    );
  }
  document.paragraph(summary.history(finding.history.ordinal, finding.history.earlier));

  const gravest = gravity.find((verdict) => finding.claims.some((claim) => claim.verdict === verdict)) ?? 'inconclusive';
  document.heading(2, summary.next);
  document.table(
    [
      [summary.agreed(gravest), finding.case.actions[gravest]],
      [summary.adviceName, summary.advice[gravest]],
    ],
    [0.26, 0.74],
    'rows',
  );
  document.heading(2, summary.measured);
  document.table(tested({ document, finding, words, journal: undefined }), [0.26, 0.74], 'rows');
  document.paragraph(summary.validity(finding.model.sha256), 'strong');
  document.heading(2, summary.notTested);
  document.paragraph(
    `${finding.notRun.length === 0 ? '' : `${summary.notRun}: ${finding.notRun.map((name) => method.tests[name]).join('; ')}. `}${summary.never}`,
  );
  document.heading(2, summary.declared);
  document.table(declared({ document, finding, words, journal: undefined }), [0.26, 0.74], 'rows');
}

function tested({ finding, words: { summary } }: Section): string[][] {
  const { facts } = summary;
  const { feature, hosts, method, controls, distillation, level } = finding;
  return [
    [facts.level, summary.level[level]],
    [facts.feature, summary.featureOf(feature.kind, feature.anchor, feature.tolerance)],
    [facts.hosts, summary.hostsOf(hosts.used, hosts.inDomain)],
    [facts.references, summary.referencesOf(finding.decoys ? method.strings : 0, distillation?.students ?? 0)],
    [facts.controls, summary.controlsOf(controls.filter(({ passed }) => passed).length, controls.length)],
  ];
}

function declared({ finding: { case: declaredCase }, words: { summary } }: Section): string[][] {
  const { fields } = summary;
  const { model, deidentification } = declaredCase;
  return [
    [fields.reference, declaredCase.reference],
    [fields.controller, declaredCase.controller],
    [fields.model, summary.modelOf(model.name, model.owner, model.version)],
    [fields.intendedUse, declaredCase.intendedUse],
    [fields.dpia, declaredCase.dpia],
    [fields.deidentification, summary.procedureOf(deidentification.procedure, deidentification.version)],
    [fields.reason, declaredCase.reason],
  ];
}
