/** Builds the window's page where what it is made from has changed. */
import { buildChanged } from './build/changed.js';
import { page } from './build/parts.js';

await buildChanged(page);
