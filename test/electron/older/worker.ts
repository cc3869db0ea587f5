/** The engine process as Electron 22 can run it. */
import './node.js';
import '../../../electron/worker/process/entry.js';
