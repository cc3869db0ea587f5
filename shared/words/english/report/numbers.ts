import { count, moment, percent } from '../format.js';

/** Numbers with their definitions, provenance, limits. */
export const numbers = {
  heading: 'Numbers and what they mean',
  columns: { name: 'Number', value: 'Value', meaning: 'Meaning' },
  rows: {
    detectable: (claim: string) => `Smallest detectable effect, ${claim}`,
    detectableMeaning: 'An effect of this size or more would have been found with 80% power; rounded up on a ladder of 1, 2, 5, 10.',
    points: (value: number) => `${value} points`,
    effect: 'Effect found',
    effectMeaning: 'By how many points of probability the mark moves the answer toward the class concerned, mean over the hosts; rounded.',
    comparable: 'Effect of comparable marks',
    comparableMeaning: {
      'distilled-references': 'The same on reference models distilled from this one.',
      'same-template-strings': 'Mean of comparable texts on this model.',
    },
    place: 'Place among comparable texts',
    placeMeaning: 'Standard deviations above the mean of comparable texts, to a tenth.',
    deviations: (value: number) => `${value} deviations`,
    flips: 'Decision flips',
    flipsMeaning: 'Share of host images whose predicted class changes when the mark is stamped on; comparable marks in brackets.',
    flipsOf: (feature: number, comparable: number | undefined) =>
      `${percent(feature)}${comparable === undefined ? '' : ` (${percent(comparable)})`}`,
    divergence: 'Divergences X_u and X_r',
    divergenceMeaning:
      'Mean Kullback-Leibler divergence of the answers with the mark, and with a random mark, from those without (Hartley & Tsaftaris); shown, no verdict.',
    pair: (first: number, second: number) => `${first} and ${second} nats`,
    agreement: 'Agreement of distilled references',
    agreementMeaning: 'Share of unseen images on which reference and model give the same class; below 90% they are no standard.',
    alpha: 'Alpha',
    alphaMeaning: 'Rate of false alarms that "signal" keeps to.',
    tried: 'Things tried',
    triedMeaning: 'Texts, places and labels tried for this question, earlier audits included; p-values are corrected for them.',
    label: 'Class of the record',
    labelMeaning: 'Released by the team; health data.',
    attracted: 'Attracted class',
    attractedMeaning: 'Class that gains most from the mark; released by the team; health data.',
    privateText: 'The private text',
    privateTextMeaning: 'Included by the team; patient data.',
  },
  baseRate: 'What a p-value means where leaks are rare',
  baseRateText(alpha: number): string {
    const share = (rare: number) => Math.round((100 * rare * 0.8) / (rare * 0.8 + (1 - rare) * alpha));
    return `If 5 in 100 audited models carry such a leak and a test at ${alpha} finds 8 in 10 of them, ${share(0.05)} of 100 signals are leaks; if 1 in 100 does, ${share(0.01)} are. A signal calls for a repeat, not for a conclusion.`;
  },
  provenance: 'Where model and data come from',
  facts: {
    file: 'Model file',
    fileOf: (format: string, producer: string, opset: number) =>
      `${format.toUpperCase()}, operator set ${opset}, written by ${producer || 'an unnamed program'}`,
    hash: 'SHA-256 of the model',
    network: 'Network',
    networkOf: (family: string, parameters: number, outputs: number, outputName: string | undefined) =>
      `${family}; ${count(parameters)} parameters; ${count(outputs)} ${outputs === 1 ? 'output' : 'outputs'}${outputName === undefined ? '' : `, read from "${outputName}"`}`,
    input: 'Input',
    inputOf: (width: number, height: number, channels: number) =>
      `${width} x ${height}, ${channels} ${channels === 1 ? 'channel' : 'channels'}`,
    hosts: 'Host images',
    distillation: 'Images for distillation',
    imagesOf: (kind: string, available: number, used: number, sha256: string) =>
      `${kind}; about ${count(used)} of ${count(available)} used; SHA-256\n${sha256}`,
    software: 'Software',
    softwareOf: (engram: string, node: string) => `Engram ${engram}, Node ${node.replace(/^v/, '')}`,
    decoder: 'Image decoder',
    device: 'Device',
    deviceOf: (device: string, platform: string) => `${device}, ${platform}`,
    started: 'Started',
    finished: 'Finished',
    clock: (time: string) => `${moment(time)}, by this workstation’s clock, unverified`,
    journal: 'Journal',
    journalOf: (index: number, hash: string) => `entry ${count(index)}, SHA-256\n${hash}`,
    noJournal: 'no register was kept',
    commitment: (name: string) => `Commitment to the ${name}`,
    text: 'text',
    seed: 'seed',
    spec: 'spec',
  },
  software: 'Software, device and clock',
  reproduce: 'How to reproduce it inside',
  reproduceText:
    'Inside the team, the spec, the secrets (text and seed) and the model file give the same result again: engram audit SPEC.json --secrets SECRETS.json --out FOLDER. On the same kind of machine, runtime and thread count the result is equal byte by byte; elsewhere numbers agree to 1 in 10,000. The commitments above show later that text, seed and spec are those fixed before the first score: engram reveal opens the text’s commitment and no other.',
  limits: 'Limits',
  limitsText: [
    'The verdict is about one text at one place in one model file. It says what the model reacts to; it does not show which training image carried the mark, nor that there was one.',
    '"Not detected" means: not at the stated sensitivity. Smaller effects, other marks and leaks by other ways (images, weights, logs) remain possible.',
    'A test whose false alarms on this kind of network have not been studied on enough models says "signal" at most, or is shown without a p-value and enters no verdict.',
    'Times are those of this workstation unless a time-stamp authority confirmed them.',
    'Everything marked "declared" is what the team wrote and was not checked.',
  ],
};
