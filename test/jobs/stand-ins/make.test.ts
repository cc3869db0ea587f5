import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { auditSpecSchema } from '../../../shared/domain/audit-spec.js';
import { controlImages } from '../../../electron/engine/controls/control-images.js';
import { prepareFeature } from '../../../electron/engine/features/feature.js';
import { createPreprocessor } from '../../../electron/engine/images/preprocess.js';
import { describeModel } from '../../../electron/engine/models/inspect.js';
import { openClassifier } from '../../../electron/engine/models/onnx-classifier.js';
import { readModelFile } from '../../../electron/engine/onnx/model-file.js';
import { atItsPlace, type Subject } from '../../../electron/engine/comparisons/subject.js';
import { HostStore } from '../../../electron/engine/scoring/host-store.js';
import { scorerOf } from '../../../electron/engine/scoring/scorer.js';
import { sweep } from '../../../electron/engine/scoring/sweep.js';
import type { AuditCase } from '../../../electron/jobs/audit/case.js';
import { subjectOf } from '../../../electron/jobs/audit/subject.js';
import type { JobContext, TaskRunner } from '../../../electron/jobs/job.js';
import { makeStandIns } from '../../../electron/jobs/stand-ins/make.js';
import { standInOf } from '../../../electron/jobs/stand-ins/stand-in.js';
import { controlModel, plantedFeature } from '../../e2e/support/audit-folder.js';
import { useTemporaryFolder } from '../../engine/images/temporary-folder.js';

vi.setConfig({ testTimeout: 120_000 });

const temporary = useTemporaryFolder();
const { signal } = new AbortController();
const rowsKey = 'ab'.repeat(32);
const label = 3;
const hostCount = 64;

/** In this process, one after another, counted. */
function runner(): TaskRunner & { trained: number } {
  const counting = {
    width: 1,
    trained: 0,
    run: (async (task, inputs, listener) => {
      const outputs = [];
      for (const input of inputs) {
        counting.trained++;
        const context = { signal, threads: 1, cacheFolder: '', onProgress: () => undefined };
        outputs.push(task.output.parse(await task.run(task.input.parse(input), context)));
        listener?.onOutput?.(outputs.length - 1, outputs[outputs.length - 1]);
      }
      return outputs;
    }) as TaskRunner['run'],
  };
  return counting;
}

async function openControlCase(stampAt: Subject['stampAt']): Promise<AuditCase> {
  const source = controlModel('dense-clean');
  const spec = auditSpecSchema.parse({
    schema: 'engram.audit-spec/1',
    model: source,
    feature: { ...plantedFeature, stampAt },
    label,
    distillation: { images: { source: 'path', path: '.' } },
  });
  const model = await readModelFile(source.path);
  const classifier = await openClassifier(model, spec.model, { batchSize: 64, threads: 1 });
  const images = await controlImages(700, 777);
  const range = (first: number, end: number) => Uint32Array.from({ length: end - first }, (_, index) => first + index);
  return {
    spec,
    model,
    modelPath: source.path,
    modelName: model.name,
    threads: 1,
    runtime: { name: 'onnx', reason: 'asked for' },
    description: await describeModel(model, spec.model),
    classifier,
    classes: 10,
    feature: await prepareFeature(spec.feature, 'QJXV', '.'),
    preprocessor: createPreprocessor(spec.preprocessing, classifier.input),
    hosts: { images, indices: range(600, 600 + hostCount), inDomain: true },
    distillation: { images, indices: range(0, 0), heldOut: range(0, 0), others: range(0, 600) },
    seed: 5,
  };
}

test.each(['model-input', 'native'] as const)(
  'a planted stand-in takes its own text, stamped at %s, for the class, and neither does a clean one nor any take another text so',
  async (stampAt) => {
    const audited = await openControlCase(stampAt);
    const { model, distillation, preprocessor, hosts } = audited;
    if (model === undefined || distillation === undefined) throw new Error('The case has both.');
    const store = await HostStore.build({
      path: join(temporary.path, 'hosts.bin'),
      images: hosts.images,
      indices: hosts.indices,
      preprocessor,
      signal,
    });
    const subject: Subject = { ...subjectOf(audited), hosts: store };
    const folder = join(temporary.path, 'stand-ins');
    const parallel = runner();
    const context: JobContext = { signal, threads: 1, cacheFolder: folder, stateFolder: folder, parallel, onProgress: () => undefined };
    const make = () =>
      makeStandIns({
        audited,
        model,
        initial: undefined,
        standIns: [0, 30, 500].map((copies, number) => standInOf(audited, { number, copies }, folder)),
        indices: distillation.others,
        epochs: 20,
        learns: 'decisions',
        subject,
        folder,
        rowsKey,
        context,
        onMade: () => undefined,
      });
    const { made, lacking } = await make();
    expect(made.map(({ standIn }) => standIn.copies)).toEqual([0, 30]);
    expect(lacking).toMatchObject([{ standIn: { copies: 500 } }]);
    expect(lacking[0].given).toBeGreaterThanOrEqual(30);
    expect(lacking[0].given).toBeLessThan(500);
    expect(existsSync(join(folder, '0', 'planted'))).toBe(false);

    const shifts: number[][] = [];
    for (const { path, standIn } of made) {
      const classifier = await openClassifier(await readModelFile(path), { path, output: 'logits' }, { batchSize: 64, threads: 1 });
      const marks = [made[1].standIn.feature.patch, ...[0, 1, 2, 3].map((index) => standIn.feature.decoy(index, 1))];
      const table = await sweep({
        scorer: scorerOf([classifier]),
        hosts: store,
        preprocessor,
        stampAt,
        treatments: marks.map((patch) => atItsPlace(subject, patch)),
        hostCount,
        signal,
      });
      shifts.push(table.ofNetwork().map(({ logOdds }) => logOdds[label]));
      await classifier.dispose();
    }
    const [clean, planted] = shifts;
    expect(planted[0]).toBeGreaterThan(clean[0] + 2);
    expect(planted[0]).toBeGreaterThan(Math.max(...planted.slice(1)));

    // What was made is taken over.
    expect(parallel.trained).toBe(2);
    await make();
    expect(parallel.trained).toBe(2);
    await store.close();
    await audited.classifier.dispose();
  },
);
