import { annexes } from './report/annexes.js';
import { firstPage } from './report/first-page.js';
import { glossary } from './report/glossary.js';
import { method } from './report/method.js';
import { numbers } from './report/numbers.js';
import { signing } from './report/signing.js';

/** What the report says beside verdicts, tests and reasons, section by section. */
export const report = { firstPage, method, numbers, signing, annexes, glossary };
