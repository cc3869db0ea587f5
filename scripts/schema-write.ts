/** Writes the published JSON Schemas to resources/schema/; a test holds them to the code. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { jsonSchema, schemaNames } from '../electron/services/schemas.js';

const folder = fileURLToPath(new URL('../resources/schema/', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const name of schemaNames) {
  writeFileSync(`${folder}${name}.json`, jsonSchema(name));
  console.log(`resources/schema/${name}.json`);
}
