import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { callChannel, droppedChannel, eventChannel } from '../../shared/contract/channels.js';
import type { Publish } from '../../shared/contract/handlers.js';
import type { Receiver } from '../services/attach.js';
import type { GrantedPaths } from '../services/shell/granted-paths.js';
import { isRendererUrl } from '../services/shell/renderer-origin.js';
import { failed } from '../../shared/words/errors.js';

/** The receiving end of the window's calls. The only place that listens to ipcMain. */
export const ipcReceiver: Receiver = {
  handle: (name, answer) =>
    ipcMain.handle(callChannel(name), (event, input: unknown) =>
      isOwnPage(event) ? answer(input) : failed('call-invalid', { fault: 'foreign-page' }),
    ),
};

/** Grants what a person drops on the window: its preload, and not its page, tells where a dropped file lies. */
export function grantDropped(granted: Pick<GrantedPaths, 'grant'>): void {
  ipcMain.on(droppedChannel, (event, path: unknown) => {
    if (isOwnPage(event) && typeof path === 'string' && path !== '') granted.grant(path);
  });
}

/** Sends events to the pages that `windows` gives at that time. */
export function publishTo(windows: () => readonly WebContents[]): Publish {
  return (name, data) => {
    for (const contents of windows()) contents.send(eventChannel(name), data);
  };
}

/** Whether the top frame of a page of the window's own origin is asking: no frame within it, and nothing that it navigated to. */
function isOwnPage({ sender, senderFrame }: IpcMainInvokeEvent | IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isRendererUrl(senderFrame.url);
}
