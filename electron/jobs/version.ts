import packageFile from '../../package.json' with { type: 'json' };

/** The version that results name. */
export const engramVersion: string = packageFile.version;
