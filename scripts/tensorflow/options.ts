import { parseArgs } from 'node:util';

/** Where the library comes from. */
export type Origin =
  | { readonly kind: 'download' }
  | { readonly kind: 'wheel'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'upstream' };

export interface InstallOptions {
  readonly gpu: boolean;
  readonly origin: Origin;
  readonly help: boolean;
}

export const usage = `npm run tensorflow:install -- [--gpu] [--wheel FILE | --libtensorflow DIR | --upstream]

Stages TensorFlow's library for training and scoring on an NVIDIA GPU, and for TensorFlow's own models.
Nothing else of Engram needs it.

  --gpu                the CUDA build, and CUDA's libraries (2.5 GB to download)
  --wheel FILE         a wheel of tensorflow or tensorflow-cpu that was carried here; give it again
                       for each NVIDIA wheel (with --gpu), else these are downloaded
  --libtensorflow DIR  a C library that is here already: DIR/lib and DIR/include
  --upstream           the package's own installer: its own TensorFlow, from its own servers (Windows)`;

/** @throws Error in words where the options do not go together */
export function readInstallOptions(argv: readonly string[]): InstallOptions & { readonly wheels: readonly string[] } {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      gpu: { type: 'boolean', default: false },
      wheel: { type: 'string', multiple: true, default: [] },
      libtensorflow: { type: 'string' },
      upstream: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { gpu, wheel: wheels, libtensorflow, upstream, help } = values;
  if ([wheels.length > 0, libtensorflow !== undefined, upstream].filter(Boolean).length > 1) {
    throw new Error('--wheel, --libtensorflow and --upstream exclude each other.');
  }
  const origin: Origin = upstream
    ? { kind: 'upstream' }
    : libtensorflow !== undefined
      ? { kind: 'folder', path: libtensorflow }
      : wheels.length > 0
        ? { kind: 'wheel', path: wheels[0] }
        : { kind: 'download' };
  return { gpu, origin, help, wheels };
}
