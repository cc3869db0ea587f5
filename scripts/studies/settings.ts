import type { Plan } from '../../electron/engine/comparisons/plan.js';
import type { NetworkKind, StudyModel } from './rows/study-model.js';
import { networkDesigns } from './model/network-kinds.js';

/** What all audits of one model share. Part of every row's hash: other settings are another experiment. */
export interface StudySettings {
  /** Raised where a change of the code, of a network's design for one, changes what rows say. */
  readonly version: number;
  readonly students: number;
  readonly distillationImages: number;
  readonly epochs: number;
  /** Test images that nobody trains on: they measure agreement, and the first of them are the hosts. */
  readonly heldOutImages: number;
  /** Hosts that every test meets are the first of these; pixel probes look among all of them for hosts of the label's class. */
  readonly hosts: number;
  readonly batchSize: number;
  readonly plan: Plan;
  /** Whether audits are given the weights that training started from. */
  readonly initialCheckpoint: boolean;
  /** Whether control placements keep clear of the model's other marks; rows older than the question lack it. */
  readonly controlsAvoidMarks?: true;
}

/** Raised where the design of a kind of network or a test that it is audited by changes; the verdict's rule makes other verdicts of the same rows. */
const versions: Record<NetworkKind, number> = { mlp: 4, 'cnn-1': 3, normalised: 6 };

/** Small plans: a rank among 999 texts and 128 hosts have the same error rates as a longer one's, and a little less power. */
export function settingsOf(model: StudyModel): StudySettings {
  const { hosts, contrastStrings } = sizesOf(model);
  const strings = asksForPower(model) || model.network === 'mlp' ? 999 : 499;
  const plan: Plan = {
    hosts,
    blocks: [29, 59, 99, 199, 499, 999].filter((size) => size <= strings),
    batchSize: hosts,
    permutations: 19,
    controlPlacements: 7,
    contrastStrings,
    referenceHosts: hosts,
    distillationImages: 20_000,
  };
  return {
    version: versions[model.network],
    students: 5,
    distillationImages: 20_000,
    epochs: 5,
    heldOutImages: 1000,
    hosts: networkDesigns[model.network].family === 'dense' ? 400 : hosts,
    batchSize: hosts,
    plan,
    initialCheckpoint: networkDesigns[model.network].family === 'dense' && (asksForPower(model) || isAuditedTwice(model)),
    ...(model.study === 'confirmation' && { controlsAvoidMarks: true }),
  };
}

/** Whether marks were planted in the model, so that its audits tell what is found. */
function asksForPower({ study, marks }: StudyModel): boolean {
  return study === 'detection' || (study === 'confirmation' && marks.some(({ copies }) => copies > 0));
}

/** Whether a clean dense network is audited once more, with the initial weights known: a third of the study of false alarms will do. */
function isAuditedTwice({ study, number }: StudyModel): boolean {
  return study === 'confirmation' || number % 3 === 1;
}

/** Power takes more hosts than error rates do, and a clean model is audited for fifty texts instead of six. */
function sizesOf(model: StudyModel): { readonly hosts: number; readonly contrastStrings: number } {
  if (model.network !== 'mlp') return { hosts: 48, contrastStrings: 4 };
  return asksForPower(model) ? { hosts: 128, contrastStrings: 8 } : { hosts: 64, contrastStrings: 4 };
}
