interface Answer {
  readonly class: number;
  readonly probability: number;
}

interface Decided {
  readonly class: number;
  readonly images: number;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** What a model answers on some images, on the command line. */
export const sampleAnswers = {
  fed: 'pixels',
  range: ([low, high]: readonly [number, number]) => `the model is fed numbers from ${low.toPrecision(3)} to ${high.toPrecision(3)}`,
  image: (number: number) => `image ${number}`,
  answers: (answers: readonly Answer[], label: string | undefined) =>
    [
      answers.map((answer) => `class ${answer.class}: ${percent(answer.probability)}`).join(', '),
      ...(label === undefined ? [] : [`(labelled ${label})`]),
    ].join(' '),
  all: 'of all',
  decided: (decided: readonly Decided[], asked: number) =>
    `of ${asked} images, ${decided.map((one) => `class ${one.class} is the answer to ${one.images}`).join(', ')}`,
  record: 'the record',
  ofLabel: (label: number, decided: readonly Decided[], asked: number) =>
    `class ${label}, the class of the record, is the answer to ${decided.find((one) => one.class === label)?.images ?? 0} of ${asked} images`,
  heading: 'Look at this first:',
  toUse: 'To audit with this scaling, write into the spec:',
};
