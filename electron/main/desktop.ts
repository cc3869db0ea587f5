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
  images: { title: 'Choose a folder or a file of images', properties: ['openFile', 'openDirectory'] },
  bitmap: { title: 'Choose a picture of the mark', properties: ['openFile'], filters: [{ name: 'Pictures', extensions: ['png'] }] },
  folder: { title: 'Choose a folder', properties: ['openDirectory', 'createDirectory'] },
  spec: { title: 'Open an audit spec', properties: ['openFile'], filters: [{ name: 'Audit specs', extensions: ['engram', 'json'] }] },
};

/** What only a desktop can do, for the window that `current` gives at that time. */
export function createDesktop(current: () => BrowserWindow): Desktop {
  return {
    async choosePath(purpose) {
      const options = purpose === 'images' && process.platform !== 'darwin' ? await folderOrFile(current()) : asked[purpose];
      if (options === undefined) return undefined;
      const { canceled, filePaths } = await dialog.showOpenDialog(current(), options);
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

/** Only macOS has a dialog for both; elsewhere the person says first which of the two it will be. */
async function folderOrFile(window: BrowserWindow): Promise<OpenDialogOptions | undefined> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    title: 'Engram',
    message: 'Are the images in a folder, or in one file?',
    detail: 'A folder of PNG or JPEG files, or of CIFAR batches; an IDX or NPY file.',
    buttons: ['A folder', 'One file', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
  });
  const properties = ([['openDirectory'], ['openFile']] as const)[response];
  return properties && { ...asked.images, properties: [...properties] };
}
