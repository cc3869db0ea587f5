import { open, stat, type FileHandle } from 'node:fs/promises';
import { tryLock, unlock } from 'fs-native-extensions';

/**
 * A lock of the operating system on a file. It ends with the process that holds it, however that
 * ends, so that none is ever left behind and none is ever taken over.
 */
export class FileLock {
  private constructor(
    private readonly file: FileHandle,
    /** What the holder wrote into the file, for people: its process, say. */
    readonly path: string,
  ) {}

  /**
   * Takes the lock without waiting, creating the file where it is missing, and notes this process in
   * it; undefined while another holds it. Rejects with the system's error.
   */
  static async take(path: string): Promise<FileLock | undefined> {
    for (;;) {
      const file = await open(path, 'a+', 0o600);
      try {
        if (!tryLock(file.fd)) {
          await file.close();
          return undefined;
        }
        if (await isStill(file, path)) {
          await file.truncate(0);
          await file.write(String(process.pid));
          return new FileLock(file, path);
        }
        // Whoever held it before deleted the file meanwhile: this lock is on a file that nobody finds.
        unlock(file.fd);
      } catch (error) {
        await file.close();
        throw error;
      }
      await file.close();
    }
  }

  /** Gives the lock up; the file stays. Calling it again does nothing. */
  async release(): Promise<void> {
    if (this.file.fd < 0) return;
    unlock(this.file.fd);
    await this.file.close();
  }
}

/** Whether `path` still names the open file. */
async function isStill(file: FileHandle, path: string): Promise<boolean> {
  const own = await file.stat({ bigint: true });
  const named = await stat(path, { bigint: true }).catch(() => undefined);
  return named !== undefined && named.ino === own.ino && named.dev === own.dev;
}
