import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preprocessingSchema } from '../../shared/domain/images.js';
import { controlImages } from '../../electron/engine/controls/control-images.js';
import { controlFeature, controlFolder, controlLabel, controls } from '../../electron/engine/controls/control.js';
import { prepareFeature, type PreparedFeature } from '../../electron/engine/features/feature.js';
import { createPreprocessor, type Preprocessor } from '../../electron/engine/images/preprocess.js';
import type { Classifier } from '../../electron/engine/models/classifier.js';
import { openClassifier } from '../../electron/engine/models/onnx-classifier.js';
import { readModelFile } from '../../electron/engine/onnx/model-file.js';
import { HostStore } from '../../electron/engine/scoring/host-store.js';
import { scorerOf, type Scorer } from '../../electron/engine/scoring/scorer.js';
import type { Subject } from '../../electron/engine/comparisons/subject.js';

export const hosts = 64;
const students = 5;

/** A clean model with its distilled references: the dense control that ships with Engram. */
export class CleanModel {
  private constructor(
    private readonly folder: string,
    private readonly classifiers: readonly Classifier[],
    private readonly preprocessor: Preprocessor,
    private readonly stores: readonly HostStore[],
  ) {}

  /** Opens the model with one set of hosts for each seed. */
  static async open(hostSeeds: readonly number[]): Promise<CleanModel> {
    const control = controls.find(({ name }) => name === 'dense-clean') ?? controls[0];
    const classifiers: Classifier[] = [];
    for (const name of ['model.onnx', ...Array.from({ length: students }, (_, index) => `student-${index + 1}.onnx`)]) {
      const path = fileURLToPath(new URL(name, controlFolder(control)));
      classifiers.push(await openClassifier(await readModelFile(path), { path, output: 'logits' }, { batchSize: hosts, threads: 1 }));
    }
    const folder = await mkdtemp(join(tmpdir(), 'engram-replay-'));
    const preprocessor = createPreprocessor(preprocessingSchema.parse({}), classifiers[0].input);
    const indices = Uint32Array.from({ length: hosts }, (_, index) => index);
    const stores: HostStore[] = [];
    for (const seed of hostSeeds)
      stores.push(
        await HostStore.build({ path: join(folder, `hosts-${seed}.bin`), images: await controlImages(hosts, seed), indices, preprocessor }),
      );
    return new CleanModel(folder, classifiers, preprocessor, stores);
  }

  /** The audited model alone, or with its references behind it. */
  scorer(withReferences: boolean): Scorer {
    return scorerOf(withReferences ? this.classifiers : this.classifiers.slice(0, 1));
  }

  subject(feature: PreparedFeature, hostSet: number, seed: number): Subject {
    return {
      feature,
      placement: controlFeature.placement,
      stampAt: 'model-input',
      hosts: this.stores[hostSet],
      preprocessor: this.preprocessor,
      label: controlLabel,
      seed,
    };
  }

  feature(text: string): Promise<PreparedFeature> {
    return prepareFeature(controlFeature, text, '.');
  }

  async close(): Promise<void> {
    for (const store of this.stores) await store.close();
    for (const classifier of this.classifiers) await classifier.dispose();
    await rm(this.folder, { recursive: true, force: true });
  }
}
