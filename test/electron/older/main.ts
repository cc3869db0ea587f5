/** The app's main process as Electron 22 can run it: what it lacks comes first. */
import './node.js';
import './electron.js';
import '../../../electron/main/main.js';
