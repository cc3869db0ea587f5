import { createHash, randomBytes, scryptSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { EngineError } from '../engine/base/error.js';
import { unwritable, writeFileAtomically } from './atomic-file.js';
import { canonicalJson } from './canonical-json.js';

/** Whose results an output folder holds. */
const identitySchema = z.strictObject({
  schema: z.literal('engram.output/1'),
  job: z.string(),
  specSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Salted scrypt of the secrets: it recognises them again and does not tell them. */
  secrets: z.strictObject({ salt: z.string(), hash: z.string() }),
});
export type OutputIdentity = z.infer<typeof identitySchema>;

/** What decides a job's result: two runs with the same owner are the same work. */
export interface OutputOwner {
  readonly job: string;
  /** The parsed spec, and whatever else the result depends on, as plain data. */
  readonly spec: unknown;
  /** Plain data that must not be readable from the folder: the private text, seeds. */
  readonly secrets: unknown;
}

/** SHA-256 (hexadecimal) of the canonical JSON of a spec: equal for equal content in any key order. */
export function specSha256(spec: unknown): string {
  return createHash('sha256').update(canonicalJson(spec)).digest('hex');
}

export function createIdentity(owner: OutputOwner): OutputIdentity {
  // A salt has to be new each time and enters no result, so it does not come from a seeded generator.
  const salt = randomBytes(16).toString('hex');
  return {
    schema: 'engram.output/1',
    job: owner.job,
    specSha256: specSha256(owner.spec),
    secrets: { salt, hash: hashSecrets(owner.secrets, salt) },
  };
}

/** What differs between the work that `identity` names and `owner`; null when they are the same. */
export function difference(identity: OutputIdentity, owner: OutputOwner): 'job' | 'spec' | 'secrets' | null {
  if (identity.job !== owner.job) {
    return 'job';
  }
  if (identity.specSha256 !== specSha256(owner.spec)) {
    return 'spec';
  }
  return identity.secrets.hash === hashSecrets(owner.secrets, identity.secrets.salt) ? null : 'secrets';
}

/** Undefined when there is none; throws `state-damaged` when it cannot be read. */
export async function readIdentity(path: string): Promise<OutputIdentity | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code))) {
      return undefined;
    }
    // What could not be looked at is not to be thrown away.
    throw unwritable(path, error);
  }
  try {
    return identitySchema.parse(JSON.parse(text));
  } catch (error) {
    throw damaged(path, error);
  }
}

export async function writeIdentity(path: string, identity: OutputIdentity): Promise<void> {
  await writeFileAtomically(path, `${JSON.stringify(identity, null, 2)}\n`);
}

function damaged(path: string, cause: unknown): EngineError {
  return new EngineError(
    'state-damaged',
    `${path} cannot be read, so it is unknown whose results the folder holds.`,
    'Choose another folder with --out, or delete this one to start anew.',
    { cause },
  );
}

/** Names are few enough to be guessed one by one, so a guess is made slow (about 50 ms). */
function hashSecrets(secrets: unknown, salt: string): string {
  return scryptSync(canonicalJson(secrets), salt, 32, { N: 16_384, r: 8, p: 1 }).toString('hex');
}
