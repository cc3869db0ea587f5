import { z } from 'zod';
import { settingsSchema } from '../../domain/settings.js';
import { call } from '../call.js';

const nothing = z.strictObject({});

/** What a path is wanted for; a dialog shows the files that suit. */
export const pathPurposeSchema = z.enum([
  'model',
  'images',
  'bitmap',
  'folder',
  'spec',
  'evidence',
  'certificates',
  'report',
  'identity',
  'signer',
  'time-stamp',
]);
export type PathPurpose = z.infer<typeof pathPurposeSchema>;

export const aboutSchema = z.strictObject({
  engram: z.string(),
  /** One line for each part whose version decides numbers. */
  versions: z.array(z.string()),
  /** `desktop` has native dialogs; `browser` is a local browser on the loopback host. */
  host: z.enum(['desktop', 'browser']),
  platform: z.string(),
  processors: z.int().min(1),
});
export type About = z.infer<typeof aboutSchema>;

export const folderListingSchema = z.strictObject({
  path: z.string(),
  parent: z.string().optional(),
  entries: z.array(z.strictObject({ name: z.string(), path: z.string(), folder: z.boolean(), bytes: z.number().optional() })),
  /** Whether entries were left out because there are too many. */
  truncated: z.boolean(),
});
export type FolderListing = z.infer<typeof folderListingSchema>;

/** The program itself, its settings and the machine's files. */
export const appCalls = {
  about: call(nothing, aboutSchema),
  readSettings: call(nothing, settingsSchema),
  saveSettings: call(settingsSchema, settingsSchema),
  /** Left out, the home folder. */
  listFolder: call(z.strictObject({ path: z.string().max(4096).optional() }), folderListingSchema),
  /** Asks in a native dialog; `not-here` where there is none. No path when the person cancels. */
  choosePath: call(z.strictObject({ purpose: pathPurposeSchema }), z.strictObject({ path: z.string().optional() })),
  /** Asks in a native dialog for the path of something that is to be made; `not-here` where there is none. */
  chooseNewPath: call(z.strictObject({ name: z.string().min(1).max(200) }), z.strictObject({ path: z.string().optional() })),
  /** Asks in a native dialog where to write; `not-here` where there is none. */
  saveFile: call(
    z.strictObject({ name: z.string().min(1).max(200), data: z.base64().max(64 * 1024 * 1024) }),
    z.strictObject({ path: z.string().optional() }),
  ),
  /** Shows a file or folder of results in the system's file manager; `not-here` where there is none. */
  showPath: call(z.strictObject({ path: z.string().min(1).max(4096) }), nothing),
  /** Keeps the window out of screen captures while private text shows; does nothing where the system cannot. */
  protectScreen: call(z.strictObject({ protect: z.boolean() }), z.strictObject({ protected: z.boolean() })),
};
