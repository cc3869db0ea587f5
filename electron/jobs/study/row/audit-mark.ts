import type { TestResult } from '../../../../shared/domain/audit-result.js';
import { networkOf } from '../../audit/audited-network.js';
import { subjectOf } from '../../audit/subject.js';
import { noMemory } from '../../audit/file-memory.js';
import { measureAll } from '../../../engine/comparisons/measure-all.js';
import { scorerOf } from '../../../engine/scoring/scorer.js';
import { findingsOf, type Findings } from '../../../engine/verdict/findings.js';
import type { Measurements } from '../../../engine/comparisons/table.js';
import { rankAmongStrings } from '../../../engine/comparisons/strings/statistic.js';
import { occupiedBy } from './occupied.js';
import type { AuditRow, TestRow } from '../../../../shared/domain/study-row.js';
import type { StudyModel } from '../../../../shared/domain/study.js';
import type { StudySettings } from '../settings.js';
import type { AuditedModel } from './audited-model.js';
import { candidates } from './candidates.js';

const alpha = 0.05;

export interface MarkRequest {
  readonly audited: AuditedModel;
  readonly model: StudyModel;
  /** Which of the model's marks. */
  readonly mark: number;
  readonly settings: StudySettings;
  readonly labelUnknownToo: boolean;
  readonly signal: AbortSignal;
}

/** Audits a model for one of its marks, with the record's label and, if asked, as if nobody knew it. */
export async function auditMark(request: MarkRequest): Promise<AuditRow[]> {
  const { audited, model, mark, settings, signal } = request;
  const { label, copies } = model.marks[mark];
  const known = await audited.caseOf(model.marks[mark], label);
  const measurements = await measureAll({
    subject: {
      ...subjectOf(known),
      hosts: audited.hosts,
      seed: known.seed * 1000 + mark,
      ...(settings.controlsAvoidMarks && { occupied: await occupiedBy(model, mark, known.classifier.input) }),
    },
    scorer: scorerOf([known.classifier]),
    plan: { ...settings.plan, blocks: blocksFor(settings.plan.blocks, known.feature.decoyCapacity) },
    memory: noMemory,
    chunk: 100,
    signal,
    students: audited.students,
    brought: undefined,
    network: networkOf(known, audited.folder, audited.folder),
  });
  const findings = (given: number | undefined, taken: Measurements): Findings =>
    findingsOf({
      measurements: taken,
      family: audited.family,
      label: given,
      alpha,
      tried: 1,
      controls: [],
      legibility: undefined,
      lacksRoom: false,
      validity: candidates,
    });
  const what = { mark, copies, initialKnown: audited.initialKnown };
  const rows = [rowOf({ ...what, labelKnown: true }, findings(label, measurements))];
  if (request.labelUnknownToo) {
    // Without a label nobody could have taken probes on hosts of its class.
    const attracted = measurements.strings ? rankAmongStrings(measurements.feature, measurements.strings.strings, undefined).class : label;
    const unlabelled = { ...measurements, effectClass: attracted, pixelProbes: undefined, initialWeights: undefined };
    rows.push(rowOf({ ...what, labelKnown: false }, findings(undefined, unlabelled)));
  }
  return rows;
}

/** No more strings than the template allows. */
function blocksFor(blocks: readonly number[], capacity: number): number[] {
  const most = Math.min(blocks[blocks.length - 1], capacity);
  return [...blocks.filter((size) => size < most), most];
}

function rowOf(what: Pick<AuditRow, 'mark' | 'copies' | 'labelKnown' | 'initialKnown'>, { tests, claims, seedMethod }: Findings): AuditRow {
  const verdictOf = (claim: 'text' | 'kind') => claims.find((one) => one.claim === claim)?.verdict ?? 'inconclusive';
  return {
    ...what,
    tests: Object.fromEntries(tests.map((test) => [test.name, testRowOf(test)])),
    verdicts: { text: verdictOf('text'), kind: verdictOf('kind') },
    m: sixDigits(seedMethod.m),
    seedP: sixDigits(seedMethod.paired.p),
  };
}

function testRowOf(test: TestResult): TestRow {
  const effect = effectOf(test);
  const { nullDeviation } = test.details;
  return {
    p: sixDigits(test.p),
    ...(test.detectableEffect && { detectable: sixDigits(test.detectableEffect.logOdds) }),
    ...(effect !== undefined && { effect: sixDigits(effect) }),
    ...(typeof nullDeviation === 'number' && { nullDeviation: sixDigits(nullDeviation) }),
  };
}

/** How far the mark lies from the middle of its references, in log-odds: what the detectable effect is stated for. */
function effectOf({ statistic, unit, references, details: { logOddsPerUnit } }: TestResult): number | undefined {
  if (typeof logOddsPerUnit === 'number') return statistic * logOddsPerUnit;
  return unit === 'log-odds' && references ? statistic - references.quantiles.q50 : undefined;
}

/** A number to six digits: more would make rows longer and say nothing. */
function sixDigits(value: number): number {
  return Number(value.toPrecision(6));
}
