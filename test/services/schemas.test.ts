import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isSchemaName, jsonSchema, schemaNames } from '../../electron/services/schemas.js';

const folder = fileURLToPath(new URL('../../resources/schema/', import.meta.url));

test.each(schemaNames)('the published schema %s is current (npm run schema:write)', (name) => {
  expect(readFileSync(`${folder}${name}.json`, 'utf8')).toBe(jsonSchema(name));
});

test('nothing else is published', () => {
  expect(readdirSync(folder).sort()).toEqual(schemaNames.map((name) => `${name}.json`).sort());
});

test('names that objects inherit are no schemas', () => {
  expect(isSchemaName('constructor')).toBe(false);
});
