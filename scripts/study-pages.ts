/** Writes tables, plots and pages anew from the rows that are there: `npm run study:pages`. */
import { writePages } from './pages/write-pages.js';

await writePages();
