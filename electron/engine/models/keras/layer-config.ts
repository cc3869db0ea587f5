import { z } from 'zod';
import { refusedLayer, unreadable } from './refusals.js';

const pairSchema = z.tuple([z.int().min(0), z.int().min(0)]);

/** A layer's own settings, read with their kinds checked; `path` is its name with those of the models around it. */
export class LayerConfig {
  constructor(
    readonly className: string,
    readonly path: string,
    private readonly settings: Readonly<Record<string, unknown>>,
  ) {}

  refuse(reason: string, hint?: string): Error {
    return refusedLayer({ fault: 'layer-refused', className: this.className, layer: this.path, reason, hint });
  }

  has(key: string): boolean {
    return this.settings[key] !== undefined && this.settings[key] !== null;
  }

  raw(key: string): unknown {
    return this.settings[key];
  }

  flag(key: string, otherwise: boolean): boolean {
    const value = this.settings[key] ?? otherwise;
    if (typeof value === 'boolean') return value;
    throw this.malformed(key);
  }

  number(key: string, otherwise?: number): number {
    const value = this.settings[key] ?? otherwise;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw this.malformed(key);
  }

  /** A whole number from 1. */
  count(key: string, otherwise?: number): number {
    const value = this.number(key, otherwise);
    if (Number.isSafeInteger(value) && value >= 1) return value;
    throw this.malformed(key);
  }

  text(key: string, otherwise?: string): string {
    const value = this.settings[key] ?? otherwise;
    if (typeof value === 'string') return value;
    throw this.malformed(key);
  }

  /** One whole number for both axes, or one for each. */
  pair(key: string, otherwise?: number | readonly [number, number]): [number, number] {
    const value = this.settings[key] ?? otherwise;
    const both: unknown = typeof value === 'number' ? [value, value] : value;
    const parsed = pairSchema.safeParse(both);
    if (parsed.success) return parsed.data;
    throw this.malformed(key);
  }

  /** A list of numbers of any depth, in order; one number is a list of one. */
  numbers(key: string): number[] {
    const value = [this.settings[key]].flat(Infinity);
    if (value.every((item) => typeof item === 'number' && Number.isFinite(item))) return value.map(Number);
    throw this.malformed(key);
  }

  private malformed(key: string): Error {
    return unreadable({ fault: 'keras-setting-foreign', path: this.path, className: this.className, key });
  }
}
