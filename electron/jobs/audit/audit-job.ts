import { join } from 'node:path';
import type { AuditResult, RunRecord } from '../../../shared/domain/audit-result.js';
import type { AuditInput, AuditOutcome } from '../../../shared/domain/job.js';
import { keptResultSchema } from '../../../shared/domain/kept-result.js';
import { controls as shippedControls } from '../../engine/controls/control.js';
import { HostStore } from '../../engine/scoring/host-store.js';
import { scorerOf } from '../../engine/scoring/scorer.js';
import { findingsOf } from '../../engine/verdict/findings.js';
import { supportOf } from '../../engine/verdict/stand-ins.js';
import { writeFileAtomically } from '../atomic-file.js';
import { folderKeyOf } from '../folder-key-of.js';
import type { JobContext, JobHandler } from '../job.js';
import { OutputFolder } from '../output-folder.js';
import { auditStandIns } from '../stand-ins/stand-ins.js';
import { openCase, type AuditCase } from './case.js';
import { Clock } from './clock.js';
import { networkOf } from './audited-network.js';
import { auditControls } from './controls.js';
import { familyOf } from './family.js';
import { fileMemory } from './file-memory.js';
import { requireSameInputs } from './inputs.js';
import { checkedAnswers } from './answers.js';
import { isPlanned, isResumed, keptAnswers, keptControls, keptPlan, keptSeed } from './kept-state.js';
import { legibilityOf } from './legibility.js';
import { measureAll } from '../../engine/comparisons/measure-all.js';
import { runPilot } from './pilot.js';
import { planFor } from './plan-for.js';
import { ownTime } from './plan.js';
import { foresee, type Foreseen, type ForeseeRequest } from './foresee.js';
import { keepControls } from './known-controls.js';
import { openBroughtReferences, openDistilledReferences } from './references.js';
import { resultOf } from './result.js';
import { runRecordOf } from './run-record.js';
import { subjectOf } from './subject.js';
import { summarise, summariseVerdicts } from './summary.js';
import { requireTime } from './time-limit.js';

const resultFile = 'result.json';
const runFile = 'run.json';
const summaryFile = 'summary-internal.txt';

/** Seconds after which what was measured is written down, so that a stopped audit loses no more. */
const secondsPerChunk = 30;

/** The main job: tests one model for one private feature and writes result, run record and summary. */
export const auditJob: JobHandler<'audit'> = {
  resumable: true,
  async run(input, context) {
    const protection = { key: await folderKeyOf(input.folderKey, context), seals: input.folderKey !== undefined };
    const owner = { job: 'audit', spec: input.spec, secrets: input.secrets };
    const output = await OutputFolder.open(input.outputFolder, resultFile, owner, protection);
    try {
      return await auditInto(output, input, context);
    } catch (error) {
      // Before there is a plan nothing has been measured: a spec that is put right may use the folder again.
      if (!output.finished && !isPlanned(output.state)) await output.abandon();
      throw error;
    } finally {
      if (output.finished) await output.close();
      await output.release();
    }
  },
};

async function auditInto(output: OutputFolder, input: AuditInput, context: JobContext): Promise<AuditOutcome> {
  const clock = new Clock(context.onProgress);
  const resumed = isResumed(output.state);
  const seed = await keptSeed(output.state, input.secrets.seed);
  const own = { ...context, stateFolder: output.stateFolder };
  const audited = await clock.phase('load', 1, 'files', () => openCase(input, seed, context.threads, context.signal));
  try {
    const finished = output.finished ? await readOutcome(output) : undefined;
    await requireSameInputs(output, audited, finished?.result);
    if (finished) return finished;
    const { result, images, controlsKnown } = await audit(audited, input, own, output, clock);
    const run = runRecordOf({ clock, images, resumed, controlsKnown, seed });
    await clock.phase('write', 3, 'files', () => writeResults(output, result, run));
    return { folder: output.path, result, summary: summarise(result) };
  } finally {
    await audited.classifier.dispose();
  }
}

async function audit(
  audited: AuditCase,
  input: AuditInput,
  context: JobContext,
  { state, key }: OutputFolder,
  clock: Clock,
): Promise<{ result: AuditResult; images: number; controlsKnown: boolean }> {
  const { spec, classifier, preprocessor, hosts } = audited;
  const { signal, stateFolder } = context;
  const { alpha, tried } = spec.method;
  const level = spec.distillation ? 'full' : 'quick';
  const timeBudget = ownTime(spec);
  const answers = await keptAnswers(state, () => clock.phase('answers', 1, 'checks', () => checkedAnswers(audited, signal)));
  const foreseen = (planned: Pick<ForeseeRequest, 'pilot' | 'plan'>) =>
    foresee(audited, { ...planned, specFolder: input.specFolder, cacheFolder: context.cacheFolder });
  let first: Foreseen | undefined;
  const { pilot, plan } = await keptPlan(state, async () => {
    const measured = await clock.phase('pilot', 1, 'images', (report) =>
      runPilot(audited, { path: join(stateFolder, 'pilot.bin'), timeBudget, signal, report }),
    );
    const planned = { pilot: measured, plan: await planFor(audited, measured, level, timeBudget) };
    first = await foreseen(planned);
    requireTime(first.seconds, spec.method.timeBudget);
    return planned;
  });
  const {
    students: studentsPlan,
    standIns: standInsPlan,
    controls: known,
    phases: expected,
    outlook,
  } = first ?? (await foreseen({ pilot, plan }));
  context.onObservation?.({ kind: 'outlook', outlook });
  clock.expect(expected, 1 / pilot.share);
  const controls = await keptControls(state, async () => {
    if (known) return known;
    const found = await clock.phase('controls', shippedControls.length, 'controls', (report) =>
      auditControls({ folder: join(stateFolder, 'controls'), alpha, threads: audited.threads, signal, onControl: report }),
    );
    await keepControls(context.cacheFolder, alpha, found);
    return found;
  });
  for (const control of controls) context.onObservation?.({ kind: 'control', control });
  const store = await clock.phase('prepare', plan.hosts, 'images', (report) =>
    HostStore.build({
      path: join(stateFolder, 'hosts.bin'),
      images: hosts.images,
      indices: hosts.indices.slice(0, plan.hosts),
      preprocessor,
      signal,
      onProgress: report,
    }),
  );
  const compares = spec.distillation !== undefined || spec.referenceModels.length > 0;
  const placed = plan.controlPlacements > 0;
  const students = placed
    ? await openDistilledReferences(
        audited,
        { plan, students: studentsPlan, specFolder: input.specFolder, rowsKey: key.rowsKey() },
        context,
        clock,
      )
    : undefined;
  const brought = placed ? await openBroughtReferences(audited, input.specFolder, context, clock) : undefined;
  try {
    const subject = { ...subjectOf(audited), hosts: store };
    const legibility = await legibilityOf(subject);
    let images = 0;
    let expectedImages = 0;
    const phases = clock.sequence();
    const chunk = Math.min(250, Math.max(8, Math.round((pilot.imagesPerSecond * secondsPerChunk) / plan.hosts)));
    const measurements = await measureAll({
      subject,
      scorer: scorerOf([classifier]),
      plan,
      memory: fileMemory(state),
      chunk,
      signal,
      students,
      brought,
      onObservation: context.onObservation,
      network: networkOf(audited, input.specFolder, stateFolder),
      onPhase(phase, total) {
        expectedImages += total;
        phases.start(phase, total, 'images');
      },
      onImages(count) {
        images += count;
        phases.advance(count);
      },
    });
    phases.end();
    const standIns =
      standInsPlan &&
      (await auditStandIns({
        audited,
        planned: standInsPlan,
        plan,
        pilot,
        hosts: store,
        subject,
        legibility,
        studentsKind: studentsPlan?.recipe.kind ?? 'whole',
        imagesEach: expectedImages,
        chunk,
        specFolder: input.specFolder,
        state,
        rowsKey: key.rowsKey(),
        context,
        clock,
      }));
    const findings = findingsOf({
      measurements,
      family: familyOf(audited.description.architecture),
      label: spec.label,
      alpha,
      tried,
      controls,
      legibility,
      answers,
      standIns: standIns && supportOf(standIns.audits, alpha, tried),
      lacksRoom: compares && plan.controlPlacements === 0,
    });
    return {
      result: resultOf(audited, input, {
        level,
        plan,
        students,
        legibility: legibility?.greyLevels,
        controls,
        answers,
        findings,
        standIns: standIns?.record,
        strings: measurements.strings?.strings.length ?? 0,
      }),
      images,
      controlsKnown: known !== undefined,
    };
  } finally {
    await students?.scorer.dispose();
    await brought?.scorer.dispose();
    await store.close();
  }
}

async function writeResults(output: OutputFolder, result: AuditResult, run: RunRecord): Promise<void> {
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  await output.write(runFile, json(run));
  // Beside sealed results no more than the verdicts: the numbers could confirm a guess at the text.
  const summary = output.seals ? summariseVerdicts(result) : summarise(result);
  await writeFileAtomically(output.partial(summaryFile), `${summary.join('\n')}\n`);
  await output.write(resultFile, json(result));
  await output.finish();
}

async function readOutcome(output: OutputFolder): Promise<AuditOutcome> {
  const result = keptResultSchema.parse(JSON.parse(await output.read(resultFile)));
  return { folder: output.path, result, summary: summarise(result) };
}
