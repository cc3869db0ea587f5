import { createHash } from 'node:crypto';

/** Plain SHA-256 of a model that is one file, so that `sha256sum` gives the same; else of a listing, the model's digest first. */
export function listingDigest(bytes: Uint8Array, beside: ReadonlyMap<string, string>): string {
  const own = createHash('sha256').update(bytes).digest('hex');
  if (beside.size === 0) return own;
  const listing = createHash('sha256').update(`${own}\n`);
  for (const [location, digest] of beside) listing.update(`${digest}  ${location}\n`);
  return listing.digest('hex');
}
