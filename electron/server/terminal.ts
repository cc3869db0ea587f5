import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { words } from '../../shared/words/words.js';
import { asShown, commandAsShown, type AskedCommand } from '../services/evidence/confirm-command.js';

const says = words.secrets.signingCommand;
const patienceMilliseconds = 120_000;

/** The terminal that started the server: what is confirmed there, no page has confirmed. */
export class Terminal {
  private readonly lines: Interface;
  private readonly waiting: ((line: string) => void)[] = [];
  private ended = false;

  constructor(
    input: Readable,
    private readonly output: Writable,
    private readonly onEnter: () => void,
  ) {
    this.lines = createInterface({ input, terminal: false });
    this.lines.on('line', (line) => {
      const answer = this.waiting.shift();
      if (answer !== undefined) answer(line);
      else if (line.trim() === '') this.onEnter();
    });
    this.lines.on('close', () => {
      this.ended = true;
      for (const answer of this.waiting.splice(0)) answer('');
    });
  }

  say(text: string): void {
    this.output.write(`${text}\n`);
  }

  /** Whether the person at the terminal has typed "yes" to exactly this command; false where nobody can be asked. */
  readonly confirmCommand = async ({ file, command }: AskedCommand): Promise<boolean> => {
    if (this.ended) return false;
    this.say(`\n${says.question}\n${says.detail(asShown(file), commandAsShown(command))}\n${says.typeYes}`);
    const typed = await new Promise<string>((resolve) => {
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(answer), 1);
        resolve('');
      }, patienceMilliseconds);
      const answer = (line: string): void => {
        clearTimeout(timer);
        resolve(line);
      };
      this.waiting.push(answer);
    });
    return typed.trim().toLowerCase() === 'yes';
  };

  close(): void {
    this.lines.close();
  }
}
