import { embeddedRuntime, type RuntimeChoice, type RuntimeRecord } from '../../../shared/domain/runtime.js';
import type { Work } from './runtime.js';
import { runtimeNamed, runtimes } from './table.js';

/**
 * Settles which runtime computes, and says why. Whatever is asked for by name is taken, or refused
 * where it is not here (`runtime-missing`); `auto` takes the first that offers itself for the work,
 * else the embedded one.
 */
export async function chooseRuntime(choice: RuntimeChoice, work: Work): Promise<Readonly<RuntimeRecord>> {
  if (choice !== 'auto') {
    const asked = runtimeNamed(choice);
    if (!asked.isHere()) throw asked.missing();
    return { name: choice, reason: 'asked for' };
  }
  const declined: string[] = [];
  for (const runtime of runtimes.filter(({ name }) => name !== embeddedRuntime)) {
    const { takes, reason } = await runtime.offer(work);
    if (takes) return { name: runtime.name, reason };
    declined.push(reason);
  }
  return { name: embeddedRuntime, reason: declined.join('; ') };
}
