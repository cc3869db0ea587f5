import { at } from '../../../../shared/domain/at.js';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Package from '@tensorflow/tfjs-node-gpu';
import { EngineError } from '../../base/error.js';
import { findStaged } from './staged-library.js';

/** The package, as it is imported. */
export type TensorFlow = typeof Package;

const require = createRequire(import.meta.url);

let folder: string | undefined;
let loading: Promise<TensorFlow> | undefined;

/** Says where the library is staged; the process's first message tells it. */
export function useTensorflowAt(path: string): void {
  folder = path;
}

/** Whether TensorFlow's library is on this machine; it is not loaded for that. */
export function hasTensorflow(): boolean {
  return stagedBinding() !== undefined || hasUpstream();
}

/** Loads the library, once a process; it stays until the process ends. Throws `runtime-missing`. */
export function loadTensorflow(): Promise<TensorFlow> {
  loading ??= load();
  return loading;
}

async function load(): Promise<TensorFlow> {
  if (!hasTensorflow()) throw missing();
  const staged = stagedBinding();
  if (staged !== undefined) pointTo(staged);
  restoreRemoved();
  try {
    const loaded = await import('@tensorflow/tfjs-node-gpu');
    await loaded.ready();
    return loaded;
  } catch (cause) {
    const reason = cause instanceof Error ? at(cause.message.split('\n'), 0) : String(cause);
    throw new EngineError('runtime-missing', { fault: 'tensorflow-not-loaded', reason }, { cause });
  }
}

export function missing(): EngineError {
  return new EngineError('runtime-missing', { fault: 'tensorflow-missing' });
}

/** What is staged here, if anything. */
export function stagedTensorflow(): ReturnType<typeof findStaged> {
  return folder === undefined ? undefined : findStaged(folder);
}

const stagedBinding = (): string | undefined => stagedTensorflow()?.binding;

interface BindingFinder {
  find(packageJson: string): string;
}

const packageName = '@tensorflow/tfjs-node-gpu';
const finderName = '@mapbox/node-pre-gyp';

/** The package asks another one where its binding lies: it answers with the staged binding. */
function pointTo(binding: string): void {
  const ofPackage = createRequire(require.resolve(packageName));
  ofPackage(finderName);
  const loaded = ofPackage.cache[ofPackage.resolve(finderName)];
  if (loaded) loaded.exports = { find: () => binding } satisfies BindingFinder;
}

/** Whether the package's own installer has been here. A program that was packaged without the package has none. */
function hasUpstream(): boolean {
  try {
    const finder = createRequire(require.resolve(packageName))(finderName) as BindingFinder;
    return existsSync(finder.find(require.resolve(`${packageName}/package.json`)));
  } catch {
    return false;
  }
}

/** The package calls two functions that Node 24 has no more. */
function restoreRemoved(): void {
  const util = require('node:util') as Record<string, unknown>;
  util.isNullOrUndefined ??= (value: unknown): boolean => value === null || value === undefined;
  util.isArray ??= Array.isArray;
}
