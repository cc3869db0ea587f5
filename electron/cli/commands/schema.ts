import { valueOf } from '../../services/failure.js';
import { isSchemaName, jsonSchema, schemaNames } from '../../services/schemas.js';
import type { Command } from '../command.js';
import { failed } from '../../../shared/words/errors.js';

export const schemaCommand: Command = {
  name: 'schema',
  synopsis: '[NAME]',
  summary: 'print the JSON Schema of a file that Engram reads or writes, or list their names',
  positionals: ['[NAME]'],
  options: {},

  run(given) {
    const name = given.positionals.at(0);
    const lines = name === undefined ? schemaNames : [schemaOf(name)];
    return Promise.resolve({ outcome: null, lines });
  },
};

function schemaOf(name: string): string {
  return isSchemaName(name)
    ? jsonSchema(name).trimEnd()
    : valueOf(failed('command-invalid', { fault: 'schema-unknown', name, schemaNames: schemaNames.join(', ') }));
}
