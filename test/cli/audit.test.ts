import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Command, runHere } from './probe/command.js';

const notRecorded = 'Not recorded: there is no register here; "engram register set-up" makes one.';

let folder: string;
let spec: string;
let secrets: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-'));
  spec = join(folder, 'spec.json');
  secrets = join(folder, 'secrets.json');
  writeSpec('not-detected');
  writeFileSync(secrets, JSON.stringify({ schema: 'engram.secrets/1', text: 'DOE JANE' }));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The probe's audit finds the verdict that the reference names. */
function writeSpec(reference: string, feature: Record<string, unknown> = {}): void {
  writeFileSync(
    spec,
    JSON.stringify({
      schema: 'engram.audit-spec/1',
      reference,
      model: { path: 'model.onnx' },
      feature: { kind: 'text', template: '{surname} {first}', ...feature },
    }),
  );
}

const audit = (...options: string[]) => runHere('audit', spec, '--out', join(folder, 'out'), ...options);

test('paths that look like patient data are warned of, and not repeated', async () => {
  writeFileSync(
    spec,
    JSON.stringify({
      schema: 'engram.audit-spec/1',
      reference: 'not-detected',
      model: { path: 'MRN_0012345.onnx' },
      feature: { kind: 'text', template: '{surname} {first}' },
      hosts: { source: 'path', path: 'scans_dob_1961' },
    }),
  );
  const { code, stderr, stdout } = await runHere('audit', spec, '--secrets', secrets, '--out', join(folder, 'patient 99887766'));
  expect(code).toBe(0);
  const warnings = stderr.replaceAll('\n', ' ');
  for (const [what, found] of [
    ['the model', 'a patient number'],
    ['the host images', 'a date of birth'],
    ['the results', 'a patient number'],
  ]) {
    expect(warnings).toContain(`The path of ${what} looks as if it held ${found}.`);
  }
  expect(stderr).not.toMatch(/0012345|1961|99887766/);
  expect(stdout).not.toContain('looks as if');
});

describe('the private text', () => {
  test('comes from a secrets file', async () => {
    expect(await audit('--secrets', secrets, '--time-budget', '1h30m')).toEqual({
      code: 0,
      stderr: '',
      stdout: `A text of 8 characters, 5400 s.\n\nResults: ${join(folder, 'out')}\n${notRecorded}\n`,
    });
  });

  test('comes from a file descriptor, without its line end', async () => {
    const file = join(folder, 'text.txt');
    writeFileSync(file, 'DOE JOHN P\n');
    const descriptor = openSync(file, 'r');
    const command = new Command(['audit', spec, '--out', folder, '--text-fd', '3'], { stdio: ['ignore', 'pipe', 'pipe', descriptor] });
    closeSync(descriptor);
    expect((await command.ended).stdout).toContain('A text of 10 characters');
  });

  test('is missing where nobody can be asked', async () => {
    expect(await audit()).toMatchObject({
      code: 2,
      stderr:
        'engram: The private text is missing, and there is no terminal to ask for it.\n' +
        'Give it with --secrets FILE or --text-fd N (for example: --text-fd 3 3<text.txt).\n',
    });
  });

  test('in the spec is refused, and accepted on request', async () => {
    writeSpec('not-detected', { text: 'SMITH' });
    const refused = await audit();
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(`${spec} holds the private text itself.`);
    expect(refused.stderr).not.toContain('SMITH');
    expect((await audit('--allow-plain-text')).stdout).toContain('A text of 5 characters');
  });

  test('of a closed descriptor, or too long, is refused', async () => {
    expect((await audit('--text-fd', '9')).stderr).toContain('The private text cannot be read from file descriptor 9.');
    const command = new Command(['audit', spec, '--out', folder, '--text-fd', '0'], { stdio: ['pipe', 'pipe', 'pipe'] });
    command.child.stdin?.end('x'.repeat(201));
    expect(await command.ended).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('The private text must have 1 to 200 characters.') as string,
    });
  });
});

describe('--fail-on', () => {
  test.each([
    ['memorised', 'memorised', 10],
    ['memorised', 'signal', 10],
    ['signal', 'signal', 10],
    ['signal', 'memorised', 0],
    ['inconclusive', 'signal', 0],
  ])('verdict %s with --fail-on %s exits with %i', async (verdict, failOn, code) => {
    writeSpec(verdict);
    expect((await audit('--secrets', secrets, '--fail-on', failOn)).code).toBe(code);
  });
});

test('a spec with a typo exits with 2 and says what was meant', async () => {
  writeFileSync(spec, JSON.stringify({ schema: 'engram.audit-spec/1', modle: {}, feature: { kind: 'bitmap', path: 'a.png' } }));
  expect(await audit()).toMatchObject({
    code: 2,
    stdout: '',
    stderr: [
      `engram: ${spec} is not an audit spec:`,
      '  model: is missing',
      '  modle: is not a known key; did you mean "model"?',
      'Correct the file; "engram schema audit-spec" prints what it may hold.',
      '',
    ].join('\n'),
  });
});

test('errors are events too with --json', async () => {
  const ended = await audit('--json');
  expect(ended).toMatchObject({ code: 2, stderr: '' });
  expect(JSON.parse(ended.stdout)).toMatchObject({ event: 'error', code: 'secrets-invalid' });
});
