import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { EngineError, throwIfCancelled } from '../../../electron/engine/base/error.js';
import { createRegistry, jobsOf, type JobHandler } from '../../../electron/jobs/job.js';
import { FolderKey } from '../../../electron/files/folder-key.js';
import { OutputFolder } from '../../../electron/jobs/output-folder.js';
import { auditResultSchema, claimResultSchema, runRecordSchema } from '../../../shared/domain/audit-result.js';
import { verdictSchema } from '../../../shared/domain/verdict.js';
import { exampleOf } from '../../support/example-of.js';

/**
 * Sums the numbers of its epochs, one an epoch, each of as many milliseconds as the spec's batch
 * size; keeps the sum, and writes it as the "model". A spec of reference "deaf" cannot be cancelled.
 */
const train: JobHandler<'train'> = {
  resumable: true,
  async run({ spec, secrets, outputFolder }, { signal, onProgress }) {
    const folder = await OutputFolder.open(
      outputFolder,
      'model.onnx',
      { job: 'train', spec, secrets },
      { key: FolderKey.of('ab'.repeat(32)) },
    );
    const stateFile = join(folder.stateFolder, 'sum.json');
    const kept = existsSync(stateFile) ? z.tuple([z.int(), z.int()]).parse(JSON.parse(readFileSync(stateFile, 'utf8'))) : [0, 0];
    let [sum] = kept;
    for (let epoch = kept[1] + 1; epoch <= spec.epochs; epoch++) {
      await sleep(spec.batchSize);
      if (spec.reference !== 'deaf') {
        throwIfCancelled(signal);
      }
      sum += epoch;
      writeFileSync(stateFile, JSON.stringify([sum, epoch]));
      onProgress({ phase: 'train', detail: `process ${process.pid}`, done: epoch, total: spec.epochs, unit: 'epochs' });
    }
    writeFileSync(folder.partial('model.onnx'), `sum ${sum}`);
    writeFileSync(folder.partial('training.json'), '{}');
    await folder.finish();
    return { folder: folder.path, model: join(folder.path, 'model.onnx'), summary: [`Resumed at ${kept[1]}, sum ${sum}.`] };
  },
};

const sha256Of = (path: string): string => (existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : '');

/** Finds the verdict that its spec's reference names, for both claims, in as many milliseconds as its strings, and tells how long the text is. */
const audit: JobHandler<'audit'> = {
  resumable: true,
  async run({ spec, secrets, specFolder, outputFolder }, { signal }) {
    mkdirSync(outputFolder, { recursive: true });
    for (let waited = 0; waited < (spec.method.strings ?? 0); waited += 100) {
      await sleep(100);
      throwIfCancelled(signal);
    }
    const verdict = verdictSchema.parse(spec.reference);
    const claims = ['text', 'kind'].map((claim) => claimResultSchema.parse({ ...exampleOf(claimResultSchema), claim, verdict }));
    const example: { model: object } = { model: {}, ...exampleOf(auditResultSchema) };
    const result = auditResultSchema.parse({
      ...example,
      model: { ...example.model, sha256: sha256Of(join(specFolder, spec.model.path)) },
      claims,
    });
    const run = runRecordSchema.parse({ ...exampleOf(runRecordSchema), seed: 7, startedAt: new Date().toISOString() });
    // What an audit finds finished stays as old as it is.
    if (!existsSync(join(outputFolder, 'run.json'))) writeFileSync(join(outputFolder, 'run.json'), JSON.stringify(run));
    const text = spec.feature.kind === 'text' ? (spec.feature.text ?? secrets.text ?? '') : '';
    return { folder: outputFolder, result, summary: [`A text of ${text.length} characters, ${spec.method.timeBudget ?? 'any'} s.`] };
  },
};

const inspect: JobHandler<'inspect'> = {
  resumable: false,
  async run({ path }) {
    if (!existsSync(path)) {
      throw new EngineError('images-unreadable', { message: `${path} is not there.`, hint: 'Check the path.' });
    }
    return {
      kind: 'model',
      facts: [
        { name: 'format', value: 'ONNX' },
        { name: 'outputs', value: '10' },
      ],
      missing: ['Its scaling.'],
    };
  },
};

const identify: JobHandler<'identify'> = {
  resumable: false,
  run: async ({ path }) => ({ sha256: sha256Of(path), name: basename(path) }),
};

const selfCheck: JobHandler<'self-check'> = {
  resumable: true,
  async run() {
    return {
      controls: [{ name: 'dense-planted', planted: true, verdicts: { text: 'not-detected', kind: 'inconclusive' }, passed: false }],
      passed: false,
    };
  },
};

export const probeRegistry = createRegistry(jobsOf({ train, audit, inspect, identify, 'self-check': selfCheck }), []);
