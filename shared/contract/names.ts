/**
 * The names of all calls and events, without their schemas: all that a preload needs to know, so
 * that it stays small.
 */

export const callNames = [
  // The program itself and the machine it runs on.
  'about',
  'readSettings',
  'saveSettings',
  'listFolder',
  'choosePath',
  'chooseNewPath',
  'saveFile',
  'showPath',
  'protectScreen',
  // Drafts of audits; the private text is handed over by itself and never comes back unasked.
  'listDrafts',
  'createDraft',
  'readDraft',
  'saveDraft',
  'deleteDraft',
  'setPrivateText',
  'revealPrivateText',
  // Look-ups that the engine process does for the wizard.
  'describeModel',
  'sampleAnswers',
  'previewFeature',
  'listPresets',
  'describeImages',
  'calibrate',
  'describeDevices',
  // Audits and self-checks as they run.
  'startAudit',
  'foreseeAudit',
  'startSelfCheck',
  'listRuns',
  'pauseRun',
  'resumeRun',
  'discardRun',
  // The register, in which drafts and finished audits are kept encrypted.
  'registerStatus',
  'setUpRegister',
  'openRegister',
  'lockRegister',
  // Finished audits.
  'listAudits',
  'listAuditsOfText',
  'readAudit',
  'readDeletion',
  'deleteAudit',
  'duplicateAudit',
  'exportAudit',
  'drawPlot',
  // Reports, signatures, bundles, and evidence that was handed on.
  'readReport',
  'makeReport',
  'readReportFile',
  'receiveReport',
  'listIdentities',
  'createIdentity',
  'readLocalRoot',
  'openIdentity',
  'closeIdentity',
  'signReport',
  'makeBundle',
  'requestTimeStamp',
  'addTimeStamp',
  'verifyEvidence',
  // What people write, as they write it.
  'findPrivateWords',
] as const;
export type CallName = (typeof callNames)[number];

export const eventNames = [
  /** A run changed: its state, its progress, what it has measured so far. */
  'run',
  /** A draft was saved or deleted, in this window or in another one. */
  'draft',
  /** Settings were saved. */
  'settings',
  /** The register was set up, opened or locked. */
  'register',
  /** The list of finished audits changed. */
  'audits',
  /** A menu or a file association asks the window to do something. */
  'command',
] as const;
export type EventName = (typeof eventNames)[number];
