import { createHash, scryptSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { EngineError } from '../engine/base/error.js';
import type { FolderKey } from '../files/folder-key.js';
import { unwritable, writeFileAtomically } from './atomic-file.js';
import { canonicalJson } from './canonical-json.js';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Whose results an output folder holds. */
const identitySchema = z.discriminatedUnion('schema', [
  /** Both are marks under the folder's key, which is not in the folder: nobody else can try a text against them. */
  z.strictObject({ schema: z.literal('engram.output/2'), job: z.string(), spec: digest, secrets: digest }),
  /** Of folders that were made before: a salted scrypt of the secrets. */
  z.strictObject({
    schema: z.literal('engram.output/1'),
    job: z.string(),
    specSha256: digest,
    secrets: z.strictObject({ salt: z.string(), hash: z.string() }),
  }),
]);
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

export function createIdentity({ job, spec, secrets }: OutputOwner, key: FolderKey): OutputIdentity {
  return {
    schema: 'engram.output/2',
    job,
    spec: key.mark('spec', canonicalJson(spec)),
    secrets: key.mark('secrets', canonicalJson(secrets)),
  };
}

/** What differs between the work that `identity` names and `owner`; null when they are the same. */
export function difference(identity: OutputIdentity, owner: OutputOwner, key: FolderKey): 'job' | 'spec' | 'secrets' | null {
  if (identity.job !== owner.job) return 'job';
  if (identity.schema === 'engram.output/1') {
    if (identity.specSha256 !== specSha256(owner.spec)) return 'spec';
    return identity.secrets.hash === hashSecrets(owner.secrets, identity.secrets.salt) ? null : 'secrets';
  }
  if (identity.spec !== key.mark('spec', canonicalJson(owner.spec))) return 'spec';
  return identity.secrets === key.mark('secrets', canonicalJson(owner.secrets)) ? null : 'secrets';
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
  return new EngineError('state-damaged', { fault: 'output-unknown', folder: path }, { cause });
}

/** As version 1 kept it. */
function hashSecrets(secrets: unknown, salt: string): string {
  return scryptSync(canonicalJson(secrets), salt, 32, { N: 16_384, r: 8, p: 1 }).toString('hex');
}
