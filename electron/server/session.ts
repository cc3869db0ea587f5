import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may use the server: a page that holds the key of this run. It gets the key for the code of an
 * address that the terminal printed; each code works once. No cookie takes part, as a browser would
 * send it along with requests of other pages, to other ports.
 */
export class Session {
  private readonly codes = new Set<string>();
  private readonly key = secret();

  /** A code that can be exchanged for the key, once. */
  issue(): string {
    const code = secret();
    this.codes.add(code);
    return code;
  }

  /** The key where `code` was issued and not used before. */
  redeem(code: string | undefined): string | undefined {
    const issued = [...this.codes].find((one) => equal(code, one));
    if (issued === undefined) return undefined;
    this.codes.delete(issued);
    return this.key;
  }

  isOpenTo(key: string | undefined): boolean {
    return equal(key, this.key);
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** In a time that does not tell how much of it is right. */
function equal(given: string | undefined, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(wanted));
}
