import { trainNetwork } from '../../../electron/engine/networks/training/trainer.js';
import { resumableOptions } from './resumable-training.js';

/** Trains in a process of its own, so that a test can kill it: trained-process.ts STATE_FOLDER. */
await trainNetwork({ ...resumableOptions, stateFolder: process.argv[2] });
