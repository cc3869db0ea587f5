import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Failure } from '../electron/services/failure.js';

/** The arguments of a script; what is wrong with them is a `Failure` that says how they are given. */
export class ScriptOptions<Config extends NonNullable<ParseArgsConfig['options']>> {
  readonly values: ReturnType<typeof parseArgs<{ options: Config }>>['values'];

  constructor(
    argv: readonly string[],
    options: Config,
    private readonly usage: string,
  ) {
    try {
      this.values = parseArgs({ args: [...argv], options }).values;
    } catch (error) {
      throw this.refusal(error instanceof Error ? error.message : 'The arguments cannot be read.');
    }
  }

  wholeNumber(name: string, text: string, least: number, most: number): number {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw this.refusal(`${name} must be a whole number from ${least} to ${most}.`);
  }

  /** The one of `known` that `text` names. */
  oneOf<Name extends string>(what: string, text: string, known: readonly Name[]): Name {
    const found = known.find((name) => name === text);
    if (found !== undefined) return found;
    throw this.refusal(`There is no ${what} "${text}".`);
  }

  refusal(message: string): Failure {
    return new Failure({ code: 'command-invalid', message, hint: this.usage });
  }
}
