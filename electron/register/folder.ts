import { join } from 'node:path';

/** Where things lie in a register's folder. */
export class RegisterFolder {
  constructor(readonly path: string) {}

  /** The wrapped data key, and its copy; without them there is no register here. */
  get keys(): string {
    return join(this.path, 'keys.json');
  }

  get keysCopy(): string {
    return join(this.path, 'keys.copy.json');
  }

  /** The records, and their twin, which is as new as they are or one change ahead. */
  get records(): string {
    return join(this.path, 'register.json');
  }

  get twin(): string {
    return join(this.path, 'register.copy.json');
  }

  get journal(): string {
    return join(this.path, 'journal.jsonl');
  }

  get lock(): string {
    return join(this.path, 'lock');
  }

  /** Copies of the records as they were before a migration, and of what was found damaged. */
  get backups(): string {
    return join(this.path, 'backups');
  }

  get sealed(): string {
    return join(this.path, 'sealed');
  }
}
