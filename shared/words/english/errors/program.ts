import type { BoundedWork } from '../../../domain/bounded-work.js';
import { said } from './said.js';

/** What goes wrong in the program itself, whatever it was doing. */

const boundedWorks: Readonly<Record<BoundedWork, string>> = {
  reading: 'Reading the model file',
  loading: 'Loading the model',
  answering: "The model's answer to a few images",
  decoding: 'Decoding an image',
};

/** What to do where the work was on a model, and where it was on an image. */
const doubtfulImages =
  'One of the files may be damaged, or made to do harm. Leave out files of doubtful origin, or try a part of the folder.';

export const programErrors = {
  cancelled: () =>
    said('The work was cancelled.', 'Start it again. It goes on from what was kept.', 'Run the same command again to resume it.'),
  'engine-silent': ({ detail }: { readonly detail: string }) =>
    said(
      `The engine process stopped answering (${detail}) and was ended.`,
      'Start it again. It goes on from what was kept. If this happens again, choose fewer images in a batch in the step Method, or another model file.',
      'Run the same command again to resume. If it happens again, try a smaller batchSize or another model file.',
    ),
  'engine-out-of-memory': () =>
    said(
      'The engine process ran out of memory.',
      'Choose fewer images in a batch in the step Method, and start it again.',
      'Set a smaller batchSize, or fewer --processes, and run the same command again.',
    ),
  'work-exceeds-time': ({ work }: { readonly work: BoundedWork }) =>
    said(
      `${boundedWorks[work]} went on computing for much longer than it should, and was stopped.`,
      work === 'decoding'
        ? doubtfulImages
        : 'The file may be damaged, or made to do harm. Ask where it comes from, export the model again, and choose the new file.',
    ),
  'work-exceeds-memory': ({ work }: { readonly work: BoundedWork }) =>
    said(
      `${boundedWorks[work]} took ${work === 'decoding' ? 'much more memory' : 'gigabytes of memory more'} than it should, and was stopped.`,
      work === 'decoding'
        ? doubtfulImages
        : 'The file may be damaged, or made to do harm. Ask where it comes from, and export the model again. If it is the right file, choose fewer images in a batch in the step Method.',
      work === 'decoding'
        ? doubtfulImages
        : 'The file may be damaged, or made to do harm. Ask where it comes from, and export the model again. If it is the right file, set a smaller batchSize.',
    ),
  'engine-ended': ({ attempts, detail }: { readonly attempts: number; readonly detail: string }) =>
    said(
      `The engine process ended unexpectedly${attempts > 1 ? ' twice' : ''} (${detail}).`,
      'Start it again. It goes on from what was kept. If this happens again, the model file may be damaged: copy or export it again.',
      'Run the same command again to resume. If it happens again, the model file may be damaged: check it with inspect.',
    ),
  'engine-answer-unknown': ({ name }: { readonly name: string }) =>
    said(`The engine's answer to "${name}" is none that Engram knows.`, 'Install Engram anew: its parts do not belong together.'),
  'call-invalid': ({ name, places }: { readonly name: string; readonly places: string }) =>
    said(
      `The call "${name}" was given something that it does not take: ${places}.`,
      'Reload the window; if it happens again, please report it.',
    ),
  'call-failed': ({ name }: { readonly name: string }) =>
    said(
      `Something went wrong that Engram did not foresee, in "${name}".`,
      'Please report this together with the versions under Settings.',
    ),
  'foreign-page': () => said("This call came from a page that is not Engram's own.", 'Close the window and start Engram anew.'),
  'folder-unopenable': ({ folder }: { readonly folder: string }) =>
    said(`The folder "${folder}" cannot be opened.`, 'Choose another folder.'),
  'no-dialogs': () => said('A local browser has no dialogs of the desktop.', 'Use the file list of the window itself.'),
  'path-not-granted': ({ path }: { readonly path: string }) =>
    said(
      `Nobody chose "${path}" in this window.`,
      'Choose the file or folder with the button of its field, or drop it on the field. Engram opens nothing else for the window.',
    ),
  'path-on-a-share': ({ path }: { readonly path: string }) =>
    said(
      `"${path}" lies on a network share. Windows would send your password hash to its server.`,
      'If you trust that server, give the share a drive letter in Windows, and choose the file there.',
    ),
  'spec-names-share': ({ path }: { readonly path: string }) =>
    said(
      `The audit spec names a file on a network share: "${path}". Windows would send your password hash to its server.`,
      'If you trust that server, give the share a drive letter and name the file by it, or start an audit in this window and choose the file there.',
    ),
  'dialogs-instead': () => said('The desktop app lists no folders in its window.', 'Use the dialogs of the desktop.'),
  'no-plot': () => said('This audit has no such plot.', 'Choose one of those that the findings show.'),
  'work-unknown': ({ name }: { readonly name: string }) =>
    said(`The engine knows no work called "${name}".`, 'Install Engram anew: its parts do not belong together.'),
  unforeseen: ({ reason }: { readonly reason: string }) =>
    said(
      `Something went wrong that Engram did not foresee: ${reason}`,
      'Please report this message together with the versions under Settings.',
      'Please report this message together with the versions that "engram version" prints.',
    ),
  'no-answer': ({ name, reason }: { readonly name: string; readonly reason: string }) =>
    said(`Engram did not answer (${name}): ${reason}`, 'Reload the window. What was saved is still there.'),
};
