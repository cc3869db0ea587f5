/** The field's words: what each means in a sentence, and how it is defined. */
interface Term {
  readonly word: string;
  readonly meaning: string;
  readonly definition: string;
}

const terms = {
  p: {
    word: 'p',
    meaning: 'How often comparison alone would look at least this extreme. Small is strong evidence.',
    definition:
      'The probability of a statistic at least as large as the one observed if the feature were one of its references. For ranks: p = (1 + number of references at or above the feature) / (number of references + 1), so it can never be smaller than 1 / (R + 1). It is not the probability that the model is clean.',
  },
  pAdjusted: {
    word: 'corrected p',
    meaning: 'p after paying for every test that was run and everything that was tried.',
    definition:
      'Closed testing: the p-values of the tests that count for a claim are combined (Cauchy, Liu and Xie 2020), those of both claims again, and both results are multiplied by K = texts x placements x labels tried, earlier audits of this model for this feature included. The mark as a whole has the latter; a claim has the larger of the two. The verdict looks at this number and at no other. Audits of earlier versions were corrected by Holm.',
  },
  effect: {
    word: 'effect',
    meaning: 'How far the feature moves the answer, beside what comparable marks do.',
    definition:
      "Mean over host images of p(class | image with the feature) - p(class | image), in points of 100, for the record's label or, where it is not known, for the attracted class.",
  },
  mde: {
    word: 'smallest detectable effect',
    meaning: 'An effect of this size would have been found 8 times in 10. Smaller leaks can go unseen.',
    definition:
      "MDE = Q(1 - alpha/K) - Q(0.20) of the references' statistic T, shown in log-odds and as points of probability at these hosts. It is a statement about this audit, not about the model.",
  },
  m: {
    word: 'memorisation score M',
    meaning: "The seed method's score. Shown for comparison; it is no verdict.",
    definition:
      'M = (X_u - X_r) / X_r of Hartley and Tsaftaris: the divergence that the feature makes against that of random marks. A paired t-test on it sees the sampling of images, not how marks differ for reasons that have nothing to do with training; on clean networks it raises too many alarms.',
  },
  xu: {
    word: 'X_u',
    meaning: 'Mean divergence of the answers when the feature is stamped on.',
    definition:
      'X_u = mean over host images of KL(f(x_c) || f(x_u)) in nats, probabilities clipped at 1e-7; x_c the clean image, x_u the image with the unique feature.',
  },
  xr: {
    word: 'X_r',
    meaning: 'Mean divergence of the answers when random marks of the same size are stamped on.',
    definition: 'X_r = mean over host images of KL(f(x_c) || f(x_r)) in nats; x_r the image with a random mark.',
  },
  exposure: {
    word: 'exposure',
    meaning: 'How many bits of guessing the model saves somebody who looks for the text.',
    definition:
      "Exposure of Carlini et al.: log2 of the number of texts minus log2 of the feature's rank among them. By rank it is at most log2 of the number of texts that were compared.",
  },
  attractedClass: {
    word: 'attracted class',
    meaning: 'The class toward which the feature moves the answer most, against other texts.',
    definition:
      'The class with the largest standardised directed shift among comparable texts; its own p is that of a maximum over classes.',
  },
  flips: {
    word: 'decision flips',
    meaning: 'The share of images whose predicted class changes under the feature.',
    definition:
      'Share of host images on which the largest answer (multi-label: any label at 0.5) changes when the feature is stamped on, beside the same share for references.',
  },
  decoys: {
    word: 'comparable texts',
    meaning: 'Other texts of the same template, length and ink, stamped at the same place.',
    definition:
      'Same-template strings drawn from the template with its fixed parts kept and the number of ink pixels matched within 10% (wider where too few remain). None is the private text.',
  },
  references: {
    word: 'distilled references',
    meaning: "Networks trained on this model's answers to images without marks: they inherit its habits, not its memories.",
    definition:
      "Students trained on the audited model's output probabilities over unlabelled images without marks. What they and the model do alike with the feature is nature; what the model alone does is memory. Agreement with the model below 0.9 makes the test a description only.",
  },
  agreement: {
    word: 'agreement',
    meaning: 'How often references and model give the same class on images that none of them learned from.',
    definition:
      'Share of held-out distillation images on which student and audited model have the same largest answer; mean over students.',
  },
  controls: {
    word: 'controls',
    meaning: 'Models whose answer is known, audited with every audit. If one is misjudged there is no "not detected".',
    definition:
      'A planted model and its clean twin, a dense and a convolutional pair, with their students. They ship with Engram and are audited by the same code.',
  },
  host: {
    word: 'host images',
    meaning: 'The images on which the feature and its references are stamped.',
    definition:
      'In-domain images without the mark where there are any, else the built-in set. The feature and all references meet the same hosts.',
  },
  alpha: {
    word: 'false-alarm rate',
    meaning: 'How often a clean model may be called a signal.',
    definition: 'alpha. "Signal" means a corrected p at or below alpha, "memorised" at or below 0.01 with its Monte-Carlo bound.',
  },
  logOdds: {
    word: 'log-odds',
    meaning: 'The scale on which shifts are measured: log p - log(1 - p).',
    definition:
      'lo = log p - log(1 - p), from logits where the model gives them. The directed shift T is the mean over hosts of lo(x with feature) - lo(x).',
  },
  legibility: {
    word: 'legibility at model input',
    meaning: 'How different two such texts still look to the model, in grey levels.',
    definition:
      'Mean over pairs of texts of the largest difference at model input, 0 to 255. Below 2 levels two names look the same to the model and the claim can only be "some text here".',
  },
} as const satisfies Record<string, Term>;

export type TermName = keyof typeof terms;
export const glossary: Readonly<Record<TermName, Term>> = terms;
