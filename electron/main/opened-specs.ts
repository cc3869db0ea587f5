import { app } from 'electron';
import { specsIn } from '../services/shell/opened-files.js';

/** Audit specs that the desktop asks to open: with the start, with a second start, and as macOS does. */
export class OpenedSpecs {
  private readonly waiting: string[];
  private listener: ((path: string) => void) | undefined;

  constructor() {
    this.waiting = specsIn(process.argv.slice(1), process.cwd());
    app.on('open-file', (event, path) => {
      event.preventDefault();
      this.open(path);
    });
    app.on('second-instance', (_event, argv, folder) => {
      for (const path of specsIn(argv.slice(1), folder)) this.open(path);
    });
  }

  /** `listener` gets those that came so far, and all that come. */
  onOpen(listener: (path: string) => void): void {
    this.listener = listener;
    this.offerAgain();
  }

  /** Puts back one that cannot be opened yet. */
  keep(path: string): void {
    this.waiting.push(path);
  }

  /** Offers those that were put back. */
  offerAgain(): void {
    if (this.listener === undefined) return;
    for (const path of this.waiting.splice(0)) this.listener(path);
  }

  private open(path: string): void {
    this.waiting.push(path);
    this.offerAgain();
  }
}
