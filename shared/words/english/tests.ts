import type { TestName } from '../../domain/comparisons.js';
import { count, plural } from './format.js';

/** Numbers of a test, by name. */
export type Details = Readonly<Record<string, number | boolean | string>>;

interface TestWords {
  readonly name: string;
  /** The field's own term. */
  readonly term: string;
  /** What was compared with what. */
  readonly what: string;
  /** The same of one audit, where it decides: with what came out, which a public finding leaves out. */
  readonly compared: (details?: Details) => string;
  /** What it takes to run it, as something to add. */
  readonly needs: string;
}

const models = (details: Details | undefined, one: string) =>
  details === undefined ? `${one}s` : plural(Number(details['references']), one);

/** Of those that were compared. */
function asHigh(exceedances: number): string {
  return `${exceedances === 0 ? 'None' : count(exceedances)} of them scored as high or higher.`;
}

/** The one name of each test, wherever a person meets it. */
export const tests: Record<TestName, TestWords> = {
  'same-template-strings': {
    name: 'Comparison with other texts',
    term: 'same-template strings',
    what: 'We stamped other texts of the same form at the same place and ranked this text among them.',
    compared: (details) =>
      details === undefined
        ? 'We compared this text with others like it.'
        : `We compared this text with ${count(Number(details['strings']))} others like it. ${asHigh(Number(details['exceedances']))}`,
    needs: 'a text whose template allows at least 19 other texts',
  },
  'distilled-text': {
    name: 'Comparison models, this text',
    term: 'distilled references, text against texts',
    what: 'We trained comparison models (students) on the answers that this model gives to images without the mark. We compared how far this text and other texts move each of them.',
    compared: (details) => `We compared it with ${models(details, 'comparison model')}, on this text and on other texts.`,
    needs: 'a set of images without the mark, to train comparison models on',
  },
  'distilled-kind': {
    name: 'Comparison models, marks of this kind',
    term: 'distilled references',
    what: 'We trained comparison models (students) on the answers that this model gives to images without the mark. We compared how far the mark moves each of them, at its place and at other places.',
    compared: (details) => `We compared it with ${models(details, 'comparison model')}, at this place and at other places.`,
    needs: 'a set of images without the mark, to train comparison models on',
  },
  'brought-text': {
    name: 'Supplied models, this text',
    term: 'brought models, text against texts',
    what: 'We compared how far this text and other texts move this model and the models that the team supplied.',
    compared: (details) => `We compared it with ${models(details, 'supplied model')}, on this text and on other texts.`,
    needs: 'two or more other models with the same input and classes, such as earlier versions',
  },
  'brought-kind': {
    name: 'Supplied models, marks of this kind',
    term: 'brought models',
    what: 'We compared how far the mark moves this model and the models that the team supplied, at its place and at other places.',
    compared: (details) => `We compared it with ${models(details, 'supplied model')}, at this place and at other places.`,
    needs: 'two or more other models with the same input and classes, such as earlier versions',
  },
  'pixel-probes': {
    name: 'Single pixels',
    term: 'pixel probes',
    what: 'We inked single pixels one by one and compared the answers with the shape of the mark.',
    compared: () => 'We compared its answers to single pixels with the shape of the mark.',
    needs:
      "a network that begins with a dense layer, the class of the record, a mark stamped at the model's input, and 16 or more host images that the model takes for that class",
  },
  'initial-weights': {
    name: 'Starting weights',
    term: 'initial weights',
    what: 'We compared how training changed the first layer with the shape of the mark.',
    compared: () => 'We compared how training changed its first layer with the shape of the mark.',
    needs: 'a network that begins with a dense layer, the weights from before its training, and all that single pixels need',
  },
  'permuted-ink': {
    name: 'Shuffled pixels',
    term: 'permuted ink',
    what: 'We shuffled the pixels of the mark at random and ranked the mark among the results.',
    compared: (details) =>
      details === undefined
        ? 'We compared the mark with shuffles of its pixels.'
        : `We compared the mark with ${count(Number(details['shuffles']))} shuffles of its pixels. ${asHigh(Number(details['exceedances']))}`,
    needs: 'nothing but the model',
  },
};
