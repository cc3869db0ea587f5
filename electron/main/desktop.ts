import { writeFile } from 'node:fs/promises';
import { dialog, shell, type BrowserWindow, type OpenDialogOptions } from 'electron';
import type { PathPurpose } from '../../shared/contract/calls/app.js';
import type { Desktop } from '../services/desktop.js';

const asked: Readonly<Record<PathPurpose, OpenDialogOptions>> = {
  model: {
    title: 'Choose a model',
    properties: ['openFile'],
    filters: [
      { name: 'Models', extensions: ['onnx', 'json', 'keras', 'h5', 'pb'] },
      { name: 'All files', extensions: ['*'] },
    ],
  },
  images: { title: 'Choose a folder of images', properties: ['openDirectory'] },
  bitmap: { title: 'Choose a picture of the mark', properties: ['openFile'], filters: [{ name: 'Pictures', extensions: ['png'] }] },
  folder: { title: 'Choose a folder', properties: ['openDirectory', 'createDirectory'] },
  spec: { title: 'Open an audit spec', properties: ['openFile'], filters: [{ name: 'Audit specs', extensions: ['engram', 'json'] }] },
};

/** What only a desktop can do, for the window that `current` gives at that time. */
export function createDesktop(current: () => BrowserWindow): Desktop {
  return {
    async choosePath(purpose) {
      const { canceled, filePaths } = await dialog.showOpenDialog(current(), asked[purpose]);
      return canceled ? undefined : filePaths.at(0);
    },
    async saveFile(name, data) {
      const { canceled, filePath } = await dialog.showSaveDialog(current(), { defaultPath: name, properties: ['showOverwriteConfirmation'] });
      if (canceled || !filePath) return undefined;
      await writeFile(filePath, data);
      return filePath;
    },
    showPath: async (path) => shell.showItemInFolder(path),
    async protectScreen(protect) {
      current().setContentProtection(protect);
      // On Linux the call does nothing, as no display server offers it.
      return protect && process.platform !== 'linux';
    },
  };
}
