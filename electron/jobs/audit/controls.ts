import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ControlResult } from '../../../shared/domain/audit-result.js';
import { preprocessingSchema } from '../../../shared/domain/images.js';
import type { Verdict } from '../../../shared/domain/verdict.js';
import {
  controlFeature,
  controlFolder,
  controlLabel,
  controls,
  controlSeed,
  controlText,
  studentsPerControl,
  type Control,
} from '../../engine/controls/control.js';
import { controlImages } from '../../engine/controls/control-images.js';
import { prepareFeature } from '../../engine/features/feature.js';
import { createPreprocessor } from '../../engine/images/preprocess.js';
import type { Classifier } from '../../engine/models/classifier.js';
import { openClassifier } from '../../engine/models/onnx-classifier.js';
import { readModelFile } from '../../engine/onnx/model-file.js';
import { agreementOf } from '../../engine/scoring/agreement.js';
import { HostStore } from '../../engine/scoring/host-store.js';
import { scorerOf } from '../../engine/scoring/scorer.js';
import { mean } from '../../engine/statistics/moments.js';
import { findingsOf } from '../../engine/verdict/findings.js';
import { countingForAll } from '../../engine/verdict/validity.js';
import type { Subject } from '../../engine/comparisons/subject.js';
import { noMemory } from './file-memory.js';
import { measureAll } from '../../engine/comparisons/measure-all.js';
import type { Plan } from '../../engine/comparisons/plan.js';

/** Small, for controls run with every audit; the planted marks are strong. */
const hosts = 64;
const plan: Plan = {
  hosts,
  blocks: [99, 199],
  batchSize: hosts,
  permutations: 19,
  controlPlacements: 7,
  contrastStrings: 8,
  referenceHosts: hosts,
  distillationImages: 0,
};

/** A control asks whether this machine finds what is there, not how often its tests err on other networks. */
const tests = ['same-template-strings', 'distilled-text', 'distilled-kind'] as const;
const validity = countingForAll({ anew: tests, initial: tests });

export interface ControlsOptions {
  /** Holds their images while they are audited, and is gone afterwards. */
  readonly folder: string;
  readonly alpha: number;
  readonly threads: number;
  readonly signal?: AbortSignal;
  readonly onControl?: (done: number, total: number, result: ControlResult) => void;
}

/** Audits the shipped controls, planted and clean, by the same code as any model. */
export async function auditControls(options: ControlsOptions): Promise<ControlResult[]> {
  const { folder } = options;
  await mkdir(folder, { recursive: true });
  try {
    const results: ControlResult[] = [];
    for (const control of controls) {
      const result = await auditControl(control, join(folder, 'hosts.bin'), options);
      results.push(result);
      options.onControl?.(results.length, controls.length, result);
    }
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function auditControl(control: Control, hostsPath: string, { alpha, threads, signal }: ControlsOptions): Promise<ControlResult> {
  const classifiers = await openControl(control, threads);
  const images = await controlImages(hosts, controlSeed + 1);
  const preprocessor = createPreprocessor(preprocessingSchema.parse({}), classifiers[0].input);
  const indices = Uint32Array.from({ length: hosts }, (_, index) => index);
  const store = await HostStore.build({ path: hostsPath, images, indices, preprocessor, signal });
  try {
    const feature = await prepareFeature(controlFeature, controlText, '.');
    const subject: Subject = {
      feature,
      placement: controlFeature.placement,
      stampAt: 'model-input',
      hosts: store,
      preprocessor,
      label: controlLabel,
      seed: controlSeed,
    };
    const all = scorerOf(classifiers);
    const students = { scorer: all, agreement: mean(await agreementOf(all, store, preprocessor, { signal })) };
    const measurements = await measureAll({
      subject,
      scorer: scorerOf(classifiers.slice(0, 1)),
      plan,
      memory: noMemory,
      chunk: 100,
      signal,
      students,
      brought: undefined,
    });
    const { claims } = findingsOf({
      measurements,
      family: control.network,
      label: controlLabel,
      alpha,
      tried: 1,
      controls: [],
      legibility: undefined,
      lacksRoom: false,
      validity,
    });
    const verdicts = Object.fromEntries(claims.map(({ claim, verdict }) => [claim, verdict])) as ControlResult['verdicts'];
    return { name: control.name, planted: control.planted, verdicts, passed: Object.values(verdicts).some(isPositive) === control.planted };
  } finally {
    await store.close();
    for (const classifier of classifiers) await classifier.dispose();
  }
}

function isPositive(verdict: Verdict): boolean {
  return verdict === 'memorised' || verdict === 'signal';
}

/** The control's model, then its students. */
async function openControl(control: Control, threads: number): Promise<Classifier[]> {
  const names = ['model.onnx', ...Array.from({ length: studentsPerControl }, (_, index) => `student-${index + 1}.onnx`)];
  const opened: Classifier[] = [];
  for (const name of names) {
    const path = fileURLToPath(new URL(name, controlFolder(control)));
    opened.push(await openClassifier(await readModelFile(path), { path, output: 'logits' }, { batchSize: plan.batchSize, threads }));
  }
  return opened;
}
