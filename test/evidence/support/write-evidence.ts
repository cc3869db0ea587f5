import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeBundle } from '../../../electron/evidence/bundle/storage.js';
import { bundleOf, evidenceOf } from './bundle.js';
import { person, root } from './people.js';

/** Run as a program: writes to the folder it is given a bundle, a changed one, and the root of their signer. */
const folder = process.argv[2];
const files = await bundleOf(await evidenceOf(), person('Ada Auditor'));
await writeBundle(join(folder, 'evidence.zip'), files);
await writeBundle(join(folder, 'changed'), new Map(files).set('spec.json', Buffer.from('{}')));
writeFileSync(join(folder, 'root.pem'), root().certificate.toString());
