import { writeFile } from 'node:fs/promises';
import { dialog, shell, type BrowserWindow, type MessageBoxOptions, type OpenDialogOptions } from 'electron';
import type { PathPurpose } from '../../shared/contract/calls/app.js';
import { words } from '../../shared/words/words.js';
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
  images: { title: words.dialogs.images, properties: ['openFile', 'openDirectory'] },
  bitmap: { title: words.dialogs.mark, properties: ['openFile'], filters: [{ name: 'Pictures', extensions: ['png'] }] },
  folder: { title: 'Choose a folder', properties: ['openDirectory', 'createDirectory'] },
  evidence: {
    title: 'Choose evidence',
    properties: ['openFile', 'openDirectory'],
    filters: [
      { name: 'Bundles and reports', extensions: ['zip', 'pdf'] },
      { name: 'All files', extensions: ['*'] },
    ],
  },
  certificates: {
    title: words.dialogs.trust,
    properties: ['openFile'],
    filters: [
      { name: 'Certificates', extensions: ['pem', 'crt', 'cer'] },
      { name: 'All files', extensions: ['*'] },
    ],
  },
  report: {
    title: 'Choose a report',
    properties: ['openFile'],
    filters: [
      { name: 'Reports', extensions: ['pdf'] },
      { name: 'All files', extensions: ['*'] },
    ],
  },
  identity: {
    title: words.dialogs.identity,
    properties: ['openFile'],
    filters: [
      { name: 'Identities', extensions: ['p12', 'pfx'] },
      { name: 'All files', extensions: ['*'] },
    ],
  },
  signer: {
    title: words.dialogs.signer,
    properties: ['openFile'],
    filters: [{ name: 'Signing commands', extensions: ['json'] }],
  },
  'time-stamp': {
    title: words.dialogs.response,
    properties: ['openFile'],
    filters: [
      { name: 'Time-stamp responses', extensions: ['tsr'] },
      { name: 'All files', extensions: ['*'] },
    ],
  },
  spec: { title: words.dialogs.spec, properties: ['openFile'], filters: [{ name: 'Audit specs', extensions: ['engram', 'json'] }] },
};

/** What may be a folder or a file. */
const eitherOf: Readonly<Partial<Record<PathPurpose, Pick<MessageBoxOptions, 'message' | 'detail'>>>> = {
  images: {
    message: words.dialogs.imagesKind,
    detail: words.imagesTaken,
  },
  evidence: {
    message: words.dialogs.evidenceKind,
    detail: words.dialogs.evidenceDetail,
  },
};

/** What only a desktop can do, for the window that `current` gives at that time. */
export function createDesktop(current: () => BrowserWindow): Desktop {
  return {
    async choosePath(purpose) {
      const either = process.platform === 'darwin' ? undefined : eitherOf[purpose];
      const options = either ? await folderOrFile(current(), purpose, either) : asked[purpose];
      if (options === undefined) return undefined;
      const { canceled, filePaths } = await dialog.showOpenDialog(current(), options);
      return canceled ? undefined : filePaths.at(0);
    },
    async chooseNewPath(name) {
      const { canceled, filePath } = await dialog.showSaveDialog(current(), { defaultPath: name });
      return canceled || !filePath ? undefined : filePath;
    },
    async saveFile(name, data) {
      const { canceled, filePath } = await dialog.showSaveDialog(current(), {
        defaultPath: name,
        properties: ['showOverwriteConfirmation'],
      });
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
async function folderOrFile(
  window: BrowserWindow,
  purpose: PathPurpose,
  either: Pick<MessageBoxOptions, 'message' | 'detail'>,
): Promise<OpenDialogOptions | undefined> {
  const { response } = await dialog.showMessageBox(window, {
    ...either,
    type: 'question',
    title: 'Engram',
    buttons: ['A folder', 'One file', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
  });
  const properties = ([['openDirectory'], ['openFile']] as const)[response];
  return properties && { ...asked[purpose], properties: [...properties] };
}
