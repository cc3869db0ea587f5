import electron from 'electron';

/** webUtils came with Electron 29; before, a dropped file had its path as a property. */
Object.assign(electron, { webUtils: { getPathForFile: (file: File & { path?: string }) => file.path ?? '' } });
