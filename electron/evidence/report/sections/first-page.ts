import { conclusionsOf, verdictOf } from '../../../../shared/domain/finding.js';
import type { Section } from '../section.js';

/** What a board reads in two minutes: verdict, history, next step, case, what was tested and what not. */
export function firstPage({ document, finding, words }: Section): void {
  const { firstPage: page } = words.report;
  const { alpha } = finding.method;
  document.heading(1, page.titleOf(finding.case.model.name, finding.case.reference));
  document.heading(2, page.verdict);
  for (const [subject, found] of conclusionsOf(finding)) {
    document.paragraph(
      `${words.claims[subject].title}: ${words.verdicts[found.verdict].loud}`,
      found.verdict === 'not-detected' ? 'strong' : 'warning',
    );
    const sensitivity = found.detectableEffectPoints === undefined ? '' : ` ${words.findings.sensitivity(found.detectableEffectPoints)}`;
    const studied = found.studied === undefined ? '' : ` ${words.findings.studied(found.studied)}`;
    const reasons = found.reasons.map((code) => ` ${words.reasons[code]()}`).join('');
    document.paragraph(`${words.findings.publicVerdict(subject, found, alpha)}${reasons}${sensitivity}${studied}`);
  }
  if (finding.rule === undefined) document.paragraph(words.findings.rule(finding.rule), 'quiet');
  if (finding.standIns) {
    document.heading(2, words.standIns.title);
    for (const sentence of words.standIns.sentences(finding.standIns)) document.paragraph(sentence);
  }
  document.paragraph(page.history(finding.history.ordinal, finding.history.earlier));

  const verdict = verdictOf(finding);
  document.heading(2, page.next);
  document.table(
    [
      [page.agreed(verdict), finding.case.actions[verdict]],
      [page.adviceName, words.advice[verdict]],
    ],
    [0.26, 0.74],
    'rows',
  );
  document.heading(2, page.measured);
  document.table(tested({ document, finding, words, journal: undefined }), [0.26, 0.74], 'rows');
  document.paragraph(page.validity(finding.model.sha256), 'strong');
  document.heading(2, page.notTested);
  document.paragraph(
    `${finding.notRun.length === 0 ? '' : `${page.notRun(finding.notRun.map((name) => words.tests[name].name))} `}${page.never}`,
  );
  document.heading(2, page.declared);
  document.table(declared({ document, finding, words, journal: undefined }), [0.26, 0.74], 'rows');
}

function tested({
  finding,
  words: {
    report: { firstPage: page },
  },
}: Section): string[][] {
  const { facts } = page;
  const { feature, hosts, method, controls, distillation, level } = finding;
  return [
    [facts.level, page.level[level]],
    [facts.feature, page.featureOf(feature.kind, feature.anchor, feature.tolerance)],
    [facts.hosts, page.hostsOf(hosts.used, hosts.inDomain, hosts.size)],
    [facts.references, page.referencesOf(finding.decoys ? method.strings : 0, distillation?.students ?? 0)],
    [facts.controls, page.controlsOf(controls.filter(({ passed }) => passed).length, controls.length)],
  ];
}

function declared({
  finding: { case: declaredCase },
  words: {
    report: { firstPage: page },
  },
}: Section): string[][] {
  const { fields } = page;
  const { model, deidentification } = declaredCase;
  return [
    [fields.reference, declaredCase.reference],
    [fields.controller, declaredCase.controller],
    [fields.model, page.modelOf(model.name, model.owner, model.version)],
    [fields.intendedUse, declaredCase.intendedUse],
    [fields.dpia, declaredCase.dpia],
    [fields.deidentification, page.procedureOf(deidentification.procedure, deidentification.version)],
    [fields.reason, declaredCase.reason],
  ];
}
