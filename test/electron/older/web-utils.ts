import * as electron from 'electron';

/**
 * webUtils came with Electron 29; before, a dropped file had its path as a property. The bundle reads names of the package from
 * a copy that it made of it, which is what the namespace is there.
 */
Object.assign(electron, { webUtils: { getPathForFile: (file: File & { path?: string }) => file.path ?? '' } });
