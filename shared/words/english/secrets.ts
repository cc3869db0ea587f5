/** What Engram says of keys, passphrases, private texts, and who may do what. */
export const secrets = {
  covered: 'Nobody touched the window for a while, so its pages are covered. What runs goes on. Give the passphrase to see them again.',
  loopback: {
    refused: (why: string) => `Refused: the request ${why}.`,
    noKey: 'This page has no key. Press Enter in the terminal where Engram runs, and open the address that it prints.',
    cannotReadPage: 'Engram cannot read its own page at the moment. Load the page again.',
    started: (address: string) =>
      `Engram runs on this machine alone. Open it in a browser here:\n\n  ${address}\n\nThe address works once. Press Enter for another one. Ctrl-C ends Engram and keeps what was measured.`,
    sharedHost:
      'This system has one loopback address for all programs. Engram uses it with a port of its own; on a machine that others use at the same time, use the desktop app.',
    anotherAddress: (address: string) => `Another address that works once:\n\n  ${address}`,
    pageNotBuilt: 'The page is not built yet: run "npm run build" first.',
  },
  /** The page in a local browser once it cannot, or may not, reach the program behind it. */
  lostPage: {
    lost: {
      title: 'This page is locked',
      lead: 'The connection to Engram has ended. This page sends nothing more.',
      next: 'Close this page. Start Engram again in its terminal, and open the address that it prints there. Do not type a passphrase into a page that opens by itself at this address.',
    },
    'no-key': {
      title: 'This page has no key',
      lead: 'Engram opens only for an address that its terminal has printed, and each of them works once.',
      next: 'Press Enter in the terminal where Engram runs, and open the address that it prints.',
    },
  },
  /** Beside a field in which somebody writes about an audit. */
  privateWord: (word: string) => `“${word}” is the private text, a part of it, or close to one. Take it out: reports never hold the text.`,
  resultsFolder: {
    restInRegister:
      'The register keeps the reasons and the numbers, as they could confirm a guess at the text. Open the audit under Audits, or run "engram register show".',
  },
  signingCommand: {
    title: 'Run a signing command?',
    question: 'Somebody wants to sign by running a program on this machine.',
    detail: (file: string, command: string) =>
      `Engram will run this command each time it signs:\n\n${command}\n\nIt stands in ${file}. Run it only if you chose this file yourself and know the program.`,
    run: 'Run it',
    refuse: 'Do not run it',
    typeYes: 'Type yes and press Enter to run it. Anything else refuses.',
    refused: {
      message: 'The signing command was not run: nobody confirmed it outside of this page.',
      hint: 'Open the identity again and confirm the command where Engram asks: in its own dialog, or in the terminal where it runs.',
    },
  },
};
