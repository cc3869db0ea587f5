import type { Fault } from '../../../../shared/words/errors.js';
import { spawn } from 'node:child_process';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { at } from '../../../../shared/domain/at.js';
import { EvidenceError } from '../../error.js';
import type { Signer } from '../signer.js';

/** How to reach a key that stays in a smart card, a token or a security module. */
export const externalSignerSchema = z.strictObject({
  schema: z.literal('engram.external-signer/1'),
  /** Program and arguments, run without a shell: the digest on standard input, the signature on standard output. */
  command: z.array(z.string().min(1).max(4096)).min(1).max(64),
  /** PEM of the signer's certificate, then of its issuers. */
  certificates: z.string().min(1).max(100_000),
  /** `digest`: the 32 bytes of SHA-256; `digest-info`: the same in the wrapping that RSA signs (PKCS #1). */
  input: z.enum(['digest', 'digest-info']).default('digest'),
});
export type ExternalSigner = z.infer<typeof externalSignerSchema>;

const patience = 120_000;
const longestSignature = 4096;
/** DER of DigestInfo for SHA-256 up to the digest (RFC 8017, 9.2). */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** A signer whose key never comes here. Each signature is checked before it is used. */
export function externalSigner({ command, certificates, input }: ExternalSigner): Signer {
  const [certificate, ...chain] = parsePem(certificates);
  return {
    certificate,
    chain,
    local: false,
    async sign(message) {
      const digest = createHash('sha256').update(message).digest();
      const answer = await run(command, input === 'digest' ? digest : Buffer.concat([digestInfo, digest]));
      const signature = [answer, derOfPair(answer)].find(
        (one) => one !== undefined && verify('sha256', message, certificate.publicKey, one),
      );
      if (signature === undefined) throw refused({ fault: 'signer-of-another-certificate' });
      return signature;
    },
  };
}

/** All certificates of a PEM text. */
export function parsePem(pem: string): [X509Certificate, ...X509Certificate[]] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    const [first, ...others] = blocks.map((block) => new X509Certificate(block));
    if (first === undefined) throw new Error('none');
    return [first, ...others];
  } catch (cause) {
    throw new EvidenceError('identity-invalid', { fault: 'signer-certificates-unreadable' }, { cause });
  }
}

/** Tokens give an ECDSA signature as its two numbers side by side; CMS wants a DER sequence. */
function derOfPair(pair: Buffer): Buffer | undefined {
  if (pair.length % 2 !== 0 || pair.length < 48 || pair.length > 132) return undefined;
  const integer = (bytes: Buffer) => {
    const start = bytes.findIndex((byte) => byte !== 0);
    const trimmed = start < 0 ? Buffer.from([0]) : bytes.subarray(start);
    const body = trimmed.readUInt8(0) & 0x80 ? Buffer.concat([Buffer.from([0]), trimmed]) : trimmed;
    return Buffer.concat([Buffer.from([0x02, body.length]), body]);
  };
  const body = Buffer.concat([integer(pair.subarray(0, pair.length / 2)), integer(pair.subarray(pair.length / 2))]);
  return Buffer.concat([Buffer.from(body.length < 128 ? [0x30, body.length] : [0x30, 0x81, body.length]), body]);
}

async function run(command: readonly string[], digest: Buffer): Promise<Buffer> {
  const child = spawn(at(command, 0), command.slice(1), { stdio: ['pipe', 'pipe', 'inherit'], timeout: patience, killSignal: 'SIGKILL' });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    output.push(chunk);
    if (Buffer.concat(output).length > longestSignature) child.kill('SIGKILL');
  });
  // A command that ends without reading its input is judged by its exit code.
  child.stdin.on('error', () => undefined);
  child.stdin.end(digest);
  const code = await new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (exit, signal) => resolve(exit ?? String(signal)));
  });
  if (code !== 0) throw refused(typeof code === 'number' ? { fault: 'signer-ended', code } : { fault: 'signer-failed', reason: code });
  return Buffer.concat(output);
}

function refused(fault: Fault): EvidenceError {
  return new EvidenceError('signing-refused', fault);
}
