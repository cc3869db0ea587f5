import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Chromium's own test whether there is IPv6: it connects a datagram socket to this address and sends nothing. */
const ipv6Probe = '2001:4860:4860::8888';

/** Addresses of the internet family in strace's log of connects, IPv4 and IPv6. */
function addressesIn(log: string): string[] {
  return [...log.matchAll(/inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"/g)].map(([, four, six]) => four ?? six);
}

test('without any network the wizard comes to findings, and nothing tries to leave the machine', { timeout: 500_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'engram-offline-'));
  try {
    const log = join(folder, 'connects.log');
    const walk = fileURLToPath(new URL('support/offline-walk.ts', import.meta.url));
    const command = `ip link set lo up && exec strace -f --seccomp-bpf -e trace=connect -o ${log} ${process.execPath} --import tsx ${walk}`;
    const { stdout, stderr, error } = spawnSync('unshare', ['-rn', 'sh', '-c', command], { encoding: 'utf8', timeout: 480_000 });
    expect(error).toBeUndefined();
    expect(`${stdout}${stderr}`).toContain('findings');
    const addresses = addressesIn(readFileSync(log, 'utf8'));
    expect(addresses.length).toBeGreaterThan(0);
    expect([...new Set(addresses)].filter((address) => !address.startsWith('127.') && address !== '::1' && address !== ipv6Probe)).toEqual(
      [],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
