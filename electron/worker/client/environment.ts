import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface TensorflowProcessOptions {
  /** Operations that give the same bits each time, where TensorFlow has such; slower. */
  readonly deterministic?: boolean;
}

/**
 * What a process sees of the environment so that TensorFlow, if it is staged in `folder`, finds
 * CUDA's libraries, takes the card's memory as it needs it and keeps to itself. TensorFlow reads
 * these when it is loaded, and the loader its path when the process starts.
 */
export function tensorflowEnvironment(
  folder: string,
  threads: number,
  { deterministic = false }: TensorflowProcessOptions = {},
): Record<string, string> {
  const libraries = cudaFolders(folder);
  const inherited = process.env.LD_LIBRARY_PATH;
  const path = [...libraries, ...(inherited ? [inherited] : [])].join(delimiter);
  return {
    TF_CPP_MIN_LOG_LEVEL: '3',
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    TF_NUM_INTRAOP_THREADS: String(threads),
    TF_NUM_INTEROP_THREADS: '1',
    ...(deterministic && { TF_DETERMINISTIC_OPS: '1', TF_CUDNN_DETERMINISTIC: '1' }),
    ...(path !== '' && { LD_LIBRARY_PATH: path }),
    ...(libraries.length > 0 && { XLA_FLAGS: `--xla_gpu_cuda_data_dir=${join(folder, 'library', 'nvidia', 'cuda_nvcc')}` }),
  };
}

/** Folders of CUDA's libraries that were staged beside TensorFlow's. */
function cudaFolders(folder: string): string[] {
  const nvidia = join(folder, 'library', 'nvidia');
  if (!existsSync(nvidia)) return [];
  return readdirSync(nvidia)
    .map((name) => join(nvidia, name, 'lib'))
    .filter((path) => existsSync(path));
}
