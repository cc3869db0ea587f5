/**
 * Runs in the window's process, sandboxed, before the page: hands it the bridge and nothing else.
 * Built into one CommonJS file, as a sandboxed preload knows no modules.
 */
import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import { bridgeKey, createBridge } from '../../shared/contract/bridge.js';
import { callChannel, droppedChannel, eventChannel } from '../../shared/contract/channels.js';

contextBridge.exposeInMainWorld(
  bridgeKey,
  createBridge({
    invoke: (name, input) => ipcRenderer.invoke(callChannel(name), input),
    listen(name, listener) {
      // The page gets the data alone: the event itself holds Electron's own objects.
      const forward = (_event: IpcRendererEvent, data: unknown): void => listener(data);
      ipcRenderer.on(eventChannel(name), forward);
      return () => void ipcRenderer.off(eventChannel(name), forward);
    },
    pathOf(file) {
      // Only a file that a person dropped has a path: one that a script made has none.
      const path = webUtils.getPathForFile(file as File);
      if (path === '') return undefined;
      ipcRenderer.send(droppedChannel, path);
      return path;
    },
  }),
);
