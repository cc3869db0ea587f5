/** Compiles the programs into dist/: `npm run build`, beside the window's page. */
import { buildPrograms } from './build/programs.js';
import { shippedTarget } from './build/target.js';

await buildPrograms(shippedTarget);
