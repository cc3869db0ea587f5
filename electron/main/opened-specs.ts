import { app } from 'electron';
import { specsIn } from '../services/shell/opened-files.js';

/** Audit specs that the desktop asks to open: with the start, with a second start, and as macOS does. */
export class OpenedSpecs {
  private waiting: string[];
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
    for (const path of this.waiting.splice(0)) listener(path);
  }

  private open(path: string): void {
    if (this.listener === undefined) this.waiting.push(path);
    else this.listener(path);
  }
}
