import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may use the server: whoever opened the address that was printed at its start. Its token works
 * once and is exchanged for a cookie that scripts cannot read and other sites cannot send.
 */
export class Session {
  private token: string | undefined = randomBytes(32).toString('base64url');
  private readonly key = randomBytes(32).toString('base64url');

  /** @param port part of the cookie's name, as browsers share cookies among the ports of a host */
  constructor(private readonly port: number) {}

  get address(): string {
    return `http://127.0.0.1:${this.port}/?token=${this.token ?? ''}`;
  }

  /** The cookie to set where `token` is the one that was printed, and was not used before. */
  redeem(token: string): string | undefined {
    if (this.token === undefined || !equal(token, this.token)) return undefined;
    this.token = undefined;
    return `${this.cookieName}=${this.key}; HttpOnly; SameSite=Strict; Path=/`;
  }

  isOpenTo(cookies: string | undefined): boolean {
    const values = (cookies ?? '').split(';').map((cookie) => cookie.trim().split('='));
    return values.some(([name, value]) => name === this.cookieName && equal(value, this.key));
  }

  private get cookieName(): string {
    return `engram-${this.port}`;
  }
}

/** In a time that does not tell how much of it is right. */
function equal(given: string | undefined, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(wanted));
}
