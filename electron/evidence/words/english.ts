import { englishChartWords } from '../../../shared/charts/words.js';
import { annexes } from './english/annexes.js';
import { glossary } from './english/glossary.js';
import { method } from './english/method.js';
import { numbers } from './english/numbers.js';
import { signing } from './english/signing.js';
import { summary } from './english/summary.js';

/** Every string that a report shows, in English; another language is another object of this type. */
export const english = { language: 'en-GB', charts: englishChartWords, summary, method, numbers, signing, annexes, glossary };
export type Words = typeof english;
