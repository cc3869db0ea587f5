import { count, day, moment, percent, points } from '../format.js';

/** Numbers with their definitions, provenance, limits. */
export const numbers = {
  heading: 'Numbers and what they mean',
  columns: { name: 'Number', value: 'Value', meaning: 'Meaning' },
  rows: {
    detectable: (claim: string) => `Smallest detectable effect, ${claim}`,
    detectableMeaning:
      'This audit would have found an effect of this size or more in 8 of 10 cases. Rounded up to the next step of 1, 2, 5, 10 and so on.',
    points: (value: number) => points(value),
    effect: 'Effect found',
    effectMeaning:
      'How far the mark moves the answer for the class concerned, in points of probability: the mean over the host images, rounded.',
    comparable: 'Effect of what it was compared with',
    comparableMeaning: {
      'distilled-references': 'The same on the comparison models.',
      'same-template-strings': 'The mean of other texts on this model.',
    },
    place: 'Place among other texts',
    placeMeaning: 'How far above the mean of other texts, in standard deviations, to a tenth.',
    deviations: (value: number) => `${value} standard deviations`,
    flips: 'Changed decisions',
    flipsMeaning: 'Share of host images whose predicted class changes when the mark is stamped on. In brackets, what it was compared with.',
    flipsOf: (feature: number, comparable: number | undefined) =>
      `${percent(feature)}${comparable === undefined ? '' : ` (${percent(comparable)})`}`,
    divergence: 'Divergences X_u and X_r',
    divergenceMeaning:
      'How far the answers with the mark, and with a random mark, lie from those without: mean Kullback-Leibler divergence (Hartley and Tsaftaris). They take no part in the verdict.',
    pair: (first: number, second: number) => `${first} and ${second} nats`,
    agreement: 'Agreement of comparison models',
    agreementMeaning:
      'Share of new images to which the comparison models and this model give the same class. Below 90% they are as a rule too unlike it to compare with.',
    alpha: 'False-alarm rate (alpha)',
    alphaMeaning: 'At most this share of clean models may be called "signal".',
    tried: 'Texts, places and labels tried',
    triedMeaning: 'For this question, earlier audits included. The p-values are corrected for them.',
    label: 'Class of the record',
    labelMeaning: 'Released by the team. Health data.',
    attracted: 'Attracted class',
    attractedMeaning: 'The class that gains most from the mark. Released by the team. Health data.',
    privateText: 'The private text',
    privateTextMeaning: 'Included by the team. Patient data.',
  },
  baseRate: 'What a signal means where leaks are rare',
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
    distillation: 'Images for comparison models',
    imagesOf: (kind: string, available: number, used: number, sha256: string) =>
      `${kind}, about ${count(used)} of ${count(available)} used, SHA-256\n${sha256}`,
    software: 'Software',
    softwareOf: (engram: string, node: string) => `Engram ${engram}, Node ${node.replace(/^v/, '')}`,
    decoder: 'Image decoder',
    device: 'Device',
    deviceOf: (device: string, platform: string) => `${device}, ${platform}`,
    started: 'Started',
    finished: 'Finished',
    /** A day; findings that were made before told the time. */
    clock: (time: string) => `${time.endsWith('T00:00:00.000Z') ? day(time) : moment(time)}, by this workstation’s clock, unverified`,
    journal: 'Journal',
    journalOf: (index: number, hash: string) => `entry ${count(index)}, SHA-256\n${hash}`,
    noJournal: 'The audit ran without a register.',
    commitment: (name: string) => `Commitment to the ${name}`,
    text: 'text',
    seed: 'seed',
    spec: 'spec',
  },
  software: 'Software, device and clock',
  reproduce: 'How to repeat it inside the team',
  reproduceText:
    'With the spec, the secrets (text and seed) and the model file, the team gets the same result again. The command is: engram audit SPEC.json --secrets SECRETS.json --out FOLDER. On the same kind of machine, runtime and thread count every byte is the same. Elsewhere numbers agree to 1 in 10,000. The commitments above show later that the text, the seed and the spec were fixed before the first answer was read. The command engram reveal opens the commitment to the text and no other.',
  limits: 'Limits',
  limitsText: [
    'The verdict is about one text at one place in one model file. It says what the model reacts to. It does not show which training image carried the mark, or that any did.',
    '"Not detected" means not detected at the sensitivity stated here. Smaller effects, other marks, and leaks by other ways (images, weights, logs) remain possible.',
    'Where we have not studied the false alarms of a test on enough networks of this kind, it says "signal" at most, or is shown without a p-value and does not count.',
    'Times are those of this workstation unless a time-stamp authority confirmed them.',
    'Engram did not check anything that is marked as written by the team.',
  ],
};
