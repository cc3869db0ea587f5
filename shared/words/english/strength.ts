/** How hard a new passphrase or secret is to guess. */
export const strength = {
  advice: 'Four or five words that do not belong together are easy to remember and hard to guess.',
  tooShort: (least: number) => `At least ${least} characters.`,
  tooWeak: 'It is too easy to guess. Add words that do not belong together.',
  label: 'How hard it is to guess',
  weak: 'Easy to guess.',
  fair: 'Nearly hard enough to guess.',
  strong: 'Hard to guess.',
  show: 'Show what is typed',
};
