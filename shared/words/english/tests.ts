import type { TestName } from '../../domain/comparisons.js';

interface TestWords {
  readonly name: string;
  /** The field's own term. */
  readonly term: string;
  /** What was compared with what. */
  readonly what: string;
}

/** The one name of each test, wherever a person meets it. */
export const tests: Record<TestName, TestWords> = {
  'same-template-strings': {
    name: 'Comparison with other texts',
    term: 'same-template strings',
    what: 'We stamped other texts of the same form at the same place and ranked this text among them.',
  },
  'distilled-text': {
    name: 'Comparison models, this text',
    term: 'distilled references, text against texts',
    what: 'We trained comparison models (students) on the answers that this model gives to images without the mark. We compared how far this text and other texts move each of them.',
  },
  'distilled-kind': {
    name: 'Comparison models, marks of this kind',
    term: 'distilled references',
    what: 'We trained comparison models (students) on the answers that this model gives to images without the mark. We compared how far the mark moves each of them, at its place and at other places.',
  },
  'brought-text': {
    name: 'Supplied models, this text',
    term: 'brought models, text against texts',
    what: 'We compared how far this text and other texts move this model and the models that the team supplied.',
  },
  'brought-kind': {
    name: 'Supplied models, marks of this kind',
    term: 'brought models',
    what: 'We compared how far the mark moves this model and the models that the team supplied, at its place and at other places.',
  },
  'pixel-probes': {
    name: 'Single pixels',
    term: 'pixel probes',
    what: 'We inked single pixels one by one and compared the answers with the shape of the mark.',
  },
  'initial-weights': {
    name: 'Starting weights',
    term: 'initial weights',
    what: 'We compared how training changed the first layer with the shape of the mark.',
  },
  'permuted-ink': {
    name: 'Shuffled pixels',
    term: 'permuted ink',
    what: 'We shuffled the pixels of the mark at random and ranked the mark among the results.',
  },
};
