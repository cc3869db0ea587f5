const enter = ['\r', '\n'];
const erase = ['\u007f', '\b'];
const cancel = ['\u0003', '\u0004'];

/** Asks for a line that is not shown while it is typed; undefined on Ctrl-C, Ctrl-D or the input's end. */
export function askHidden(question: string, input: NodeJS.ReadStream, output: NodeJS.WriteStream): Promise<string | undefined> {
  return new Promise((resolve) => {
    const typed: string[] = [];
    const finish = (line: string | undefined): void => {
      input.off('data', read);
      input.off('end', end);
      input.setRawMode(false);
      input.pause();
      output.write('\n');
      resolve(line);
    };
    const end = (): void => finish(undefined);
    const read = (chunk: Buffer | string): void => {
      // Per character, as what is pasted or typed fast arrives in one chunk.
      for (const character of chunk.toString()) {
        if (enter.includes(character)) {
          finish(typed.join(''));
          return;
        }
        if (cancel.includes(character)) {
          finish(undefined);
          return;
        }
        if (erase.includes(character)) {
          typed.pop();
        } else if (character >= ' ') {
          typed.push(character);
        }
      }
    };
    output.write(question);
    input.setEncoding('utf8');
    input.setRawMode(true);
    input.on('data', read);
    input.on('end', end);
    input.resume();
  });
}
