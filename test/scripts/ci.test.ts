import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { allLanes } from '../../scripts/ci/lanes.js';
import type { Lane } from '../../scripts/ci/lane.js';
import { runLanes } from '../../scripts/ci/run-lanes.js';
import { closingLine, readRecords, summarise } from '../../scripts/ci/summary.js';

const folder = mkdtempSync(join(tmpdir(), 'engram-ci-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lane(name: string, script: string, after?: string): Lane {
  return { name, after, steps: [{ command: [process.execPath, '-e', script] }] };
}

describe('the lanes of a whole run', () => {
  test('keep their output apart, and one that fails stops none of the others', async () => {
    const ends = await runLanes(
      [
        lane('broken', 'console.error("what is wrong"); process.exit(3)'),
        lane('absent', ''),
        lane('sound', 'console.log("all is well")'),
      ].map((one) => (one.name === 'absent' ? { name: 'absent', steps: [{ command: [join(folder, 'no-such-program')] }] } : one)),
      { slots: 2, logs: folder },
    );
    expect(Object.fromEntries(ends.map(({ lane, passed }) => [lane, passed]))).toEqual({ broken: false, absent: false, sound: true });
    expect(readFileSync(join(folder, 'broken.log'), 'utf8')).toMatch(/^what is wrong\n\n.*ended with 3\n$/);
    expect(readFileSync(join(folder, 'absent.log'), 'utf8')).toContain('ENOENT');
    expect(readFileSync(join(folder, 'sound.log'), 'utf8')).toBe('all is well\n');
  });

  test('go on to their next step only when the one before has passed', async () => {
    const mark = join(folder, 'reached');
    const steps = (code: number): Lane['steps'] => [
      { command: [process.execPath, '-e', `process.exit(${code})`] },
      {
        command: [process.execPath, '-e', 'require("node:fs").writeFileSync(process.env.MARK, "")'],
        environment: { MARK: `${mark}-${code}` },
      },
    ];
    await runLanes(
      [0, 1].map((code) => ({ name: `steps-${code}`, steps: steps(code) })),
      { slots: 2, logs: folder },
    );
    expect([0, 1].map((code) => existsSync(`${mark}-${code}`))).toEqual([true, false]);
  });

  test('are never more at a time than there is room for, and wait for the lane that makes what they need', async () => {
    const events: string[] = [];
    let running = 0;
    let most = 0;
    await runLanes([lane('second', '', 'first'), lane('first', 'process.exit(1)'), lane('third', ''), lane('fourth', '')], {
      slots: 2,
      logs: folder,
      onStart: ({ name }) => {
        most = Math.max(most, ++running);
        events.push(`${name} starts`);
      },
      onEnd: ({ lane }) => {
        running--;
        events.push(`${lane} ends`);
      },
    });
    expect(most).toBe(2);
    expect(events.indexOf('second starts')).toBeGreaterThan(events.indexOf('first ends'));
    expect(events).toHaveLength(8);
  });

  test('do not wait for ever for one that is not there', async () => {
    await expect(runLanes([lane('alone', '', 'nobody')], { slots: 1, logs: folder })).rejects.toThrow('alone waits for nobody');
  });

  test('have names of their own, and wait for lanes that there are', () => {
    const lanes = allLanes('node24');
    const names = lanes.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(lanes.filter(({ after }) => after !== undefined && !names.includes(after))).toEqual([]);
  });
});

describe('the summary of a whole run', () => {
  const file = (name: string, milliseconds: number) => ({ file: name, milliseconds });

  test('adds up what the runs of tests have left, and closes on a line of its own', () => {
    const records = join(folder, 'records-');
    const made = mkdtempSync(records);
    writeFileSync(join(made, 'unit.json'), JSON.stringify({ passed: 7, failed: 0, skipped: 0, files: [file('a.test.ts', 1)] }));
    writeFileSync(join(made, 'system.json'), JSON.stringify({ passed: 2, failed: 1, skipped: 0, files: [] }));
    expect(closingLine(readRecords(made))).toBe('9 passed, 1 failed');
    expect(closingLine(readRecords(join(folder, 'none')))).toBe('0 passed, 0 failed');
  });

  test('names the lanes with their times, and the slowest ten files, slowest first', () => {
    const files = Array.from({ length: 12 }, (_, index) => file(`${index}.test.ts`, index * 1000));
    const text = summarise(
      [{ lane: 'lint', passed: false, milliseconds: 61_000, log: '' }],
      new Map([['unit', { passed: 12, failed: 0, skipped: 0, files }]]),
    );
    expect(text).toContain('   1:01  FAILED  lint');
    expect([...text.matchAll(/(\d+)\.test\.ts/g)].map(([, index]) => Number(index))).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
  });
});
