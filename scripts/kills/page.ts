import type { AuditKills } from './audits.js';
import type { EvidenceKills } from './evidence.js';

export interface KillsPage {
  readonly audits: AuditKills;
  readonly evidence: EvidenceKills;
  readonly command: string;
}

export function pageOf({ audits, evidence, command }: KillsPage): string {
  const faults = [...audits.faults, ...evidence.faults];
  const commands = Object.entries(evidence.of).map(([name, kills]) => `${name} ${kills}`);
  return `# Killed at any moment

\`${command}\`, Node ${process.version} on ${process.platform} ${process.arch}, ${new Date().toISOString().slice(0, 10)}

**Audits**: ${audits.kills} times kill -9 of an audit with all its processes, at a moment chosen at random, then the same command
again until it ended: ${audits.audits} audits, of which one survived ${audits.most} kills. Each that is not recorded has to come to the
result of one that was left alone, byte for byte; the register has to list each that is recorded once, and to hold; no
file may ever hold the text.

**Evidence**: ${evidence.kills} times kill -9 of a command that makes evidence (${commands.join(', ')}). Each time the register has to
hold, a file under its name has to be whole, and the command has to succeed afterwards.

${faults.length === 0 ? 'No fault was found.' : `Faults:\n\n${faults.map((fault) => `- ${fault}`).join('\n')}`}
`;
}
