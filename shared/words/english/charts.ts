/** What stands on the charts. */
export const charts = {
  decoys: {
    title: 'Comparable texts, and the tested text among them',
    x: 'how far the answer moves, in standard deviations of comparable texts',
    y: 'share of comparable texts (%)',
    references: 'comparable texts',
    feature: 'the tested text',
    within: 'where the tested text may lie',
  },
  divergences: {
    title: 'Divergence of the answers from those without a mark',
    y: 'divergence (nats)',
    unique: 'the tested mark',
    random: 'random marks of its size',
  },
  flips: {
    title: 'Decisions that change when the mark is stamped on',
    y: 'share of images (%)',
    feature: 'the tested mark',
    comparable: 'comparable marks',
  },
  effects: {
    title: 'Smallest effect that this audit would have found 8 times in 10',
    x: 'points of probability',
    detectable: 'smallest detectable effect',
    found: 'effect found',
  },
  controls: { title: 'Controls: models whose answer is known, audited with this one', right: 'judged rightly', wrong: 'misjudged' },
  sensitivity: { title: 'Planted marks that audits by the same tests found in the study', x: 'leaked copies of a mark', y: 'found (%)' },
};
