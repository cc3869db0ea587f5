import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { Terminal } from '../../electron/server/terminal.js';
import { words } from '../../shared/words/words.js';

const asked = { file: '/home/ada/token.json', command: ['/usr/bin/pkcs11-tool', '--sign'] };

function terminal() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const entered: string[] = [];
  const made = new Terminal(input, output, () => entered.push('Enter'));
  return { made, input, output, entered };
}

test.each([
  ['yes', true],
  ['  YES ', true],
  ['y', false],
  ['', false],
  ['yes please', false],
])('a command is run where the person types "%s": %s', async (line, wanted) => {
  const { made, input, output, entered } = terminal();
  const confirmed = made.confirmCommand(asked);
  input.write(`${line}\n`);
  expect(await confirmed).toBe(wanted);
  // An Enter that answers a question asks for nothing else.
  expect(entered).toEqual([]);
  input.end();
  output.end();
  expect(await text(output)).toContain(words.secrets.signingCommand.detail('"/home/ada/token.json"', '"/usr/bin/pkcs11-tool" "--sign"'));
});

test('what would hide or move text on the screen is spelt out', async () => {
  const { made, input, output } = terminal();
  const confirmed = made.confirmCommand({ file: '/tmp/\u202ea', command: ['sh\u001b[2K', 'a\u200bb\u009b1A'] });
  input.write('no\n');
  await confirmed;
  output.end();
  const said = await text(output);
  expect(said).toContain('"/tmp/\\u202ea"');
  expect(said).toContain('"sh\\u001b[2K" "a\\u200bb\\u009b1A"');
});

test('where nobody can type, no command is run', async () => {
  const { made, input } = terminal();
  const waiting = made.confirmCommand(asked);
  input.end();
  expect(await waiting).toBe(false);
  expect(await made.confirmCommand(asked)).toBe(false);
});

test('a bare Enter asks for another address', async () => {
  const { made, input, entered } = terminal();
  input.end('\nyes\n\n');
  await new Promise((resolve) => input.once('end', resolve));
  await new Promise((resolve) => setImmediate(resolve));
  expect(entered).toEqual(['Enter', 'Enter']);
  made.close();
});
