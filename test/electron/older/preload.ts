/** The preload as Electron 22 can run it. */
import './web-utils.js';
import '../../../electron/preload/preload.js';
