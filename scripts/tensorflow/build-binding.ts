import { spawnSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const compilers = ['c++', 'g++', 'clang++'];
const napiVersion = 8;

/**
 * Compiles the package's binding against the staged library; it finds the library beside itself.
 * Needs a C++ compiler and no download: Node's headers come from npm. @throws Error in words
 */
export function buildBinding(folder: string): void {
  linkNames(join(folder, 'lib'));
  const compiler = [process.env.CXX, ...compilers].find((name) => name !== undefined && spawnSync(name, ['--version']).status === 0);
  if (compiler === undefined) {
    throw new Error(
      'A C++ compiler is needed once, to join TensorFlow with Node (Debian, Ubuntu: apt install g++; Fedora: dnf install gcc-c++).',
    );
  }
  const source = join(dirname(require.resolve('@tensorflow/tfjs-node-gpu/package.json')), 'binding');
  const { include_dir: nodeHeaders } = require('node-api-headers') as { include_dir: string };
  const { status, stderr, error } = spawnSync(
    compiler,
    [
      ...['-shared', '-fPIC', '-O2', '-std=c++17', '-w', `-DNAPI_VERSION=${napiVersion}`],
      ...['-I', join(folder, 'include'), '-I', nodeHeaders, '-I', dirname(source)],
      ...[join(source, 'tfjs_backend.cc'), join(source, 'tfjs_binding.cc')],
      ...['-L', join(folder, 'lib'), '-ltensorflow', '-ltensorflow_framework', '-Wl,-rpath,$ORIGIN/lib'],
      ...['-o', join(folder, 'tfjs_binding.node')],
    ],
    { encoding: 'utf8' },
  );
  if (status === 0) return;
  throw new Error(
    `The binding to TensorFlow did not compile with ${compiler}:\n${error?.message ?? stderr.split('\n').slice(-20).join('\n')}`,
  );
}

/** PyPI's wheels name the C library otherwise than the linker asks for it. */
function linkNames(lib: string): void {
  const names: readonly (readonly [string, string])[] = [
    ['libtensorflow.so', 'libtensorflow_cc.so.2'],
    ['libtensorflow_framework.so', 'libtensorflow_framework.so.2'],
  ];
  for (const [name, target] of names) {
    if (existsSync(join(lib, name))) continue;
    if (!existsSync(join(lib, target))) throw new Error(`The library lacks ${target}.`);
    symlinkSync(target, join(lib, name));
  }
}
