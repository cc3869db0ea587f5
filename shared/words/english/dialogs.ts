/** What the desktop asks in dialogs of its own. */
export const dialogs = {
  images: 'Choose a folder or a file of images',
  mark: 'Choose a picture of the mark',
  trust: 'Choose certificates that you trust',
  identity: 'Choose the file of an identity',
  signer: 'Choose the description of a signing command',
  response: 'Choose the response of a time-stamp authority',
  spec: 'Open an audit spec',
  imagesKind: 'Are the images in a folder, or in one file?',
  evidenceKind: 'Is the evidence a folder, or one file?',
  evidenceDetail: 'A bundle is a folder or a .zip file. A report is a PDF file.',
  pageKeepsEnding: (reason: string) =>
    `The window keeps ending (${reason}). Drafts and measurements are kept. Start Engram again. If this happens again, please report it.`,
  quit: 'An audit is running. Close Engram?',
  quitDetail: 'Engram keeps what the audit has measured. You can resume it when you start Engram again.',
};
