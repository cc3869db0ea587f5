import type { About, PathPurpose } from '../../shared/contract/calls/app.js';
import type { ErrorData } from '../../shared/domain/error.js';
import { client } from './bridge.js';

interface Question {
  readonly purpose: PathPurpose | 'new';
  /** What is to be made, where the purpose is that. */
  readonly name?: string;
  readonly answer: (path: string | undefined) => void;
}

/** Files and folders of this machine: chosen in the desktop's own dialog, or in the window's list of files. */
class Paths {
  about = $state.raw<About | undefined>();
  /** What the window's own list is open for. */
  question = $state.raw<Question | undefined>();
  error = $state.raw<ErrorData | undefined>();
  /** Where the list was left. */
  folder: string | undefined;

  private reading: Promise<void> | undefined;

  follow(): Promise<void> {
    return (this.reading = this.read());
  }

  private async read(): Promise<void> {
    const read = await client.call('about', {});
    if (read.ok) this.about = read.value;
  }

  /** Who clicks before it is known waits for it, rather than be shown a list instead of the desktop's dialog. */
  private async isOnDesktop(): Promise<boolean> {
    await (this.reading ?? this.follow());
    return this.about?.host === 'desktop';
  }

  /** Undefined when the person cancels. */
  async choose(purpose: PathPurpose): Promise<string | undefined> {
    if (!(await this.isOnDesktop())) {
      return new Promise((answer) => (this.question = { purpose, answer }));
    }
    const result = await client.call('choosePath', { purpose });
    this.error = result.ok ? undefined : result.error;
    return result.ok ? result.value.path : undefined;
  }

  /** The path of something that is to be made under a name like this; undefined when the person cancels. */
  async chooseNew(name: string): Promise<string | undefined> {
    if (!(await this.isOnDesktop())) {
      return new Promise((answer) => (this.question = { purpose: 'new', name, answer }));
    }
    const result = await client.call('chooseNewPath', { name });
    this.error = result.ok ? undefined : result.error;
    return result.ok ? result.value.path : undefined;
  }

  answer(path: string | undefined): void {
    this.question?.answer(path);
    this.question = undefined;
  }

  /** Hands a file to the person: through the desktop's dialog, or as a download of the local browser. */
  async save(name: string, data: string): Promise<boolean> {
    if (await this.isOnDesktop()) {
      const result = await client.call('saveFile', { name, data });
      this.error = result.ok ? undefined : result.error;
      return result.ok && result.value.path !== undefined;
    }
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    const url = URL.createObjectURL(new Blob([bytes]));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    URL.revokeObjectURL(url);
    return true;
  }
}

export const paths = new Paths();
