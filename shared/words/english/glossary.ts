/** The field's words: what each means in a sentence or two, and how it is defined. */
interface Term {
  readonly word: string;
  readonly meaning: string;
  readonly definition: string;
}

const terms = {
  p: {
    word: 'p-value',
    meaning: 'How often chance alone would show as much. A small p-value is strong evidence.',
    definition:
      'The probability of a statistic at least as large as the one observed if the mark were one of those that it was compared with. For ranks: p = (1 + number of others at or above the mark) / (number of others + 1), so it can never be smaller than 1 / (R + 1). It is not the probability that the model is clean.',
  },
  pAdjusted: {
    word: 'corrected p-value',
    meaning:
      'The p-value after correction for every test that counts and for everything that was tried. The verdict looks at this number only.',
    definition:
      'Closed testing: the p-values of the tests that count for a claim are combined (Cauchy; Liu and Xie 2020). The results of both claims are combined again. Both are multiplied by K = texts x placements x labels tried, earlier audits of this model for this text included. The mark as a whole has the second result. A claim has the larger of the two. Audits of earlier versions were corrected by Holm.',
  },
  effect: {
    word: 'effect',
    meaning: 'How far the mark moves the answer, beside what other texts or comparison models do.',
    definition:
      "Mean over host images of p(class | image with the mark) - p(class | image), in points of 100, for the record's class or, where it is not known, for the attracted class.",
  },
  mde: {
    word: 'smallest detectable effect',
    meaning: 'This audit would have found an effect of this size in 8 of 10 cases. Smaller leaks can go unseen.',
    definition:
      "MDE = Q(1 - alpha/K) - Q(0.20) of the others' statistic T, shown in log-odds and as points of probability at these hosts. It is a statement about this audit, not about the model.",
  },
  m: {
    word: 'memorisation score M',
    meaning: 'The score of Hartley and Tsaftaris. It is shown for comparison and takes no part in the verdict.',
    definition:
      'M = (X_u - X_r) / X_r: the divergence that the mark makes against that of random marks. A paired t-test on it sees the choice of images, not how marks differ for reasons that have nothing to do with training. On clean networks it raises too many alarms.',
  },
  xu: {
    word: 'X_u',
    meaning: 'How far the answers move when the mark is stamped on, as a mean divergence.',
    definition:
      'X_u = mean over host images of KL(f(x_c) || f(x_u)) in nats, probabilities clipped at 1e-7; x_c the clean image, x_u the image with the mark.',
  },
  xr: {
    word: 'X_r',
    meaning: 'How far the answers move when random marks of the same size are stamped on, as a mean divergence.',
    definition: 'X_r = mean over host images of KL(f(x_c) || f(x_r)) in nats; x_r the image with a random mark.',
  },
  exposure: {
    word: 'exposure',
    meaning: 'How many bits of guessing the model saves a person who looks for the text.',
    definition:
      "Exposure of Carlini et al.: log2 of the number of texts minus log2 of this text's rank among them. By rank it is at most log2 of the number of texts that were compared.",
  },
  attractedClass: {
    word: 'attracted class',
    meaning: 'The class that gains most from the mark, compared with other texts.',
    definition:
      'The class with the largest standardised directed shift among other texts. Its own p-value is that of a maximum over classes.',
  },
  flips: {
    word: 'changed decisions',
    meaning: 'The share of host images whose predicted class changes when the mark is stamped on.',
    definition:
      'Share of host images on which the largest answer (multi-label: any label at 0.5) changes when the mark is stamped on, beside the same share for what it was compared with.',
  },
  decoys: {
    word: 'other texts',
    meaning: 'Texts of the same form, length and ink, drawn at random and stamped at the same place.',
    definition:
      'Same-template strings (decoys), drawn from the template with its fixed parts kept and the number of ink pixels matched within 10% (wider where too few remain). None is the private text.',
  },
  references: {
    word: 'comparison models',
    meaning: "Models (students) trained on this model's answers to images without the mark. They learn its habits and not its memories.",
    definition:
      "Distilled references: students trained on the audited model's output probabilities over unlabelled images without marks. What they and the model do alike with the mark is nature. What the model alone does is memory. Agreement with the model below 0.9 makes the test a description only.",
  },
  agreement: {
    word: 'agreement',
    meaning: 'How often the comparison models and this model give the same class to images that none of them learned from.',
    definition:
      'Share of held-out distillation images on which student and audited model have the same largest answer; mean over students.',
  },
  controls: {
    word: 'control models',
    meaning: 'Models that Engram ships and whose answer is known. If Engram misjudges one, no verdict is "not detected".',
    definition:
      'A planted model and its clean twin, a dense and a convolutional pair, with their students. They ship with Engram and are audited by the same code.',
  },
  host: {
    word: 'host images',
    meaning: 'Images without the mark, on which the mark and the other texts are stamped.',
    definition:
      'In-domain images without the mark where there are any, else the built-in set. The mark and all others meet the same hosts.',
  },
  alpha: {
    word: 'false-alarm rate',
    meaning: 'How often a clean model may be called a signal.',
    definition: 'alpha. "Signal" means a corrected p-value at or below alpha, "memorised" at or below 0.01 with its Monte-Carlo bound.',
  },
  logOdds: {
    word: 'log-odds',
    meaning: 'The scale on which shifts are measured: log p - log(1 - p).',
    definition:
      'lo = log p - log(1 - p), from logits where the model gives them. The directed shift T is the mean over hosts of lo(x with the mark) - lo(x).',
  },
  legibility: {
    word: 'legibility at model input',
    meaning: 'How different two such texts still look to the model, in grey levels of 255.',
    definition:
      'Mean over pairs of texts of the largest difference at model input, 0 to 255. Below 2 levels two names look the same to the model and the claim can only be "some text here".',
  },
} as const satisfies Record<string, Term>;

export type TermName = keyof typeof terms;
export const glossary: Readonly<Record<TermName, Term>> = terms;
