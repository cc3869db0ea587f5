import { describe, expect, test } from 'vitest';
import { plotsOf } from '../../shared/charts/plots.js';
import type { StandInsRecord } from '../../shared/domain/stand-ins.js';
import { tell } from '../../shared/words/tell.js';
import { words } from '../../shared/words/words.js';
import { renderReport } from '../../electron/evidence/report/report.js';
import { auditResultSchema } from '../../shared/domain/audit-result.js';
import { conclusionsOf, findingSchema, verdictOf, type Finding } from '../../shared/domain/finding.js';
import { saltOf, textCommitment } from '../../electron/evidence/finding/commitments.js';
import { stepNear, stepUp } from '../../electron/evidence/finding/ladder.js';
import { findingOf } from '../../electron/evidence/finding/project.js';
import { exampleCase, exampleRun, findingInput, privateText, resultOf } from './support/result.js';

const quiet = resultOf(0.3);
const loud = resultOf(9);

const numbersOf = (value: unknown): number[] =>
  typeof value === 'number' ? [value] : value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersOf) : [];

test('the example is a result', () => {
  expect(auditResultSchema.parse(quiet)).toEqual(quiet);
  expect(quiet.claims.map(({ verdict }) => verdict)).toEqual(['not-detected', 'not-detected']);
  // How far a positive verdict goes depends on what is known of false alarms; see the validity table.
  for (const { verdict } of loud.claims) expect(['memorised', 'signal']).toContain(verdict);
});

describe('of a model that shows nothing', () => {
  const finding = findingOf(findingInput(quiet));

  test('says which band the corrected p lies in and how small an effect would have been found', () => {
    expect(finding.claims).toEqual([
      {
        claim: 'text',
        verdict: 'not-detected',
        pBand: 'above',
        reasons: [],
        detectableEffectPoints: expect.any(Number) as number,
        studied: expect.any(Object) as object,
      },
      {
        claim: 'kind',
        verdict: 'not-detected',
        pBand: 'above',
        reasons: [],
        detectableEffectPoints: expect.any(Number) as number,
        studied: expect.any(Object) as object,
      },
    ]);
  });

  test('says what a study found of audits like it', () => {
    const [text, kind] = finding.claims.map(({ studied }) => studied);
    const points = [
      [1, 0.042],
      [4, 0.083],
      [16, 0.734],
      [64, 0.961],
      [256, 1],
    ].map(([copies, power]) => ({ copies, power }));
    expect(kind).toEqual({ models: 48, trainingImages: 10_000, points, limit: 64 });
    expect(text).toMatchObject({ models: 48, limit: undefined });
  });

  test('says nothing about the feature itself', () => {
    expect(finding.effect).toBeUndefined();
    expect(finding.decoys?.place).toBeUndefined();
    expect(finding.released).toEqual({});
  });

  test('shares no number with the full result beyond what both are told to say', () => {
    const told = new Set(
      numbersOf([
        { ...quiet.model },
        finding.method,
        finding.hosts,
        finding.distillation,
        finding.feature,
        quiet.plan,
        quiet.whole?.studied,
        ...quiet.claims.map(({ studied }) => studied),
      ]),
    );
    const exact = numbersOf([
      quiet.tests,
      quiet.whole,
      quiet.claims,
      quiet.effect,
      quiet.seedMethod,
      quiet.exposure,
      quiet.attractedClass,
    ]).filter((value) => !Number.isInteger(value) && !told.has(value));
    const shared = numbersOf(finding).filter((value) => exact.includes(value));
    expect(exact.length).toBeGreaterThan(50);
    expect(shared).toEqual([]);
  });

  test('names no path, no label, no text, no seed', () => {
    const text = JSON.stringify(finding);
    for (const secret of ['/data', 'site-b', privateText, String(exampleRun.seed), '"label"', 'attractedClass'])
      expect(text).not.toContain(secret);
  });

  test('is the same when nothing but numbers about the feature differ', () => {
    const other = findingOf(findingInput(resultOf(-0.7)));
    expect(other).toEqual(finding);
  });

  test('is the same however early the strings were stopped', () => {
    const strings = quiet.tests.find(({ name }) => name === 'same-template-strings');
    const full = strings?.references?.histogram.reduce((sum, count) => sum + count, 0);
    expect([full, finding.decoys?.count]).toEqual([199, 99]);
  });
});

describe('the verdict on the mark as a whole', () => {
  test('stands first, by closed testing, with its p as a band alone', () => {
    const finding = findingOf(findingInput(loud));
    expect(finding.rule).toBe('closed-testing');
    expect(conclusionsOf(finding).map(([subject, { verdict }]) => [subject, verdict])).toEqual([
      ['whole', 'memorised'],
      ['text', 'memorised'],
      ['kind', 'memorised'],
    ]);
    expect(finding.whole).toMatchObject({ pBand: '0.001', decidingTest: loud.whole?.decidingTest });
    expect(findingOf(findingInput(quiet)).whole?.decidingTest).toBeUndefined();
    expect(finding.tests.map(({ pBand }) => pBand)).toEqual(finding.tests.map(() => undefined));
  });

  test('is what a board acts on; of a finding without it, the gravest of both claims', () => {
    const finding = findingOf(findingInput(quiet));
    expect([finding.whole?.verdict, verdictOf(finding)]).toEqual(['not-detected', 'not-detected']);
    const { rule: _rule, whole: _whole, ...older } = finding;
    const [text, kind] = older.claims;
    const opened = findingSchema.parse({ ...older, claims: [text, { ...kind, verdict: 'signal' }] });
    expect([verdictOf(opened), conclusionsOf(opened).map(([subject]) => subject)]).toEqual(['signal', ['text', 'kind']]);
  });
});

describe('of a model that reacts to the feature', () => {
  const finding = findingOf(findingInput(loud));

  test('gives effects on the ladder and the place to a tenth', () => {
    const { points, decisionFlips } = finding.effect ?? {};
    expect([points, decisionFlips]).toEqual([stepNear(loud.effect.probabilityPoints), stepNear(loud.effect.decisionFlips)]);
    expect(finding.decoys?.place).toBeGreaterThan(5);
    expect(Number((10 * (finding.decoys?.place ?? 0.05)).toFixed(6)) % 1).toBe(0);
  });

  test('tells label and attracted class only when they are released', () => {
    expect(finding.released).toEqual({});
    expect(findingOf(findingInput(loud, { release: { label: true } })).released).toEqual({
      label: 3,
      attractedClass: loud.attractedClass.class,
    });
  });
});

describe('the private text', () => {
  test('is committed to under a salt of its own', () => {
    const { commitments } = findingOf(findingInput(quiet));
    expect(commitments.text).toBe(textCommitment(saltOf('5'.repeat(64), 'text'), privateText));
    expect(commitments.text).not.toBe(textCommitment(saltOf('5'.repeat(64), 'text'), 'QJXVWY'));
    expect(new Set(Object.values(commitments)).size).toBe(3);
    expect(saltOf('5'.repeat(64), 'seed')).not.toEqual(saltOf('5'.repeat(64), 'text'));
  });

  test.each([
    ['Incident about QJXVWZ.', 'Word 3'],
    ['see qjxvwz', 'Word 2'],
    ['QJXVWZ', 'Word 1'],
    ['the mark (QJX VWZ), see below', 'Words 3 to 4'],
  ])('in the field "%s" is refused without quoting it', (reason, where) => {
    const act = () => findingOf(findingInput(quiet, { case: { ...exampleCase, reason } }));
    expect(act).toThrow(new RegExp(`^${where} of the field "reason" (is|are) the private text, a part of it, or close to one\\.$`));
  });

  test('is included only where the team asked for it', () => {
    const shown: Finding = findingOf(findingInput(quiet, { release: { privateText: true } }));
    expect(shown.released).toEqual({ privateText });
  });
});

describe('of an audit with stand-ins', () => {
  const standIns: StandInsRecord = {
    trainingImages: 11_937,
    epochs: 9,
    learns: 'decisions',
    compared: 'not-enough',
    points: [
      { copies: 0, made: 3, found: { whole: 0, text: 0, kind: 0 }, interval: [0, 0.7076] },
      { copies: 16, made: 10, found: { whole: 9, text: 8, kind: 9 }, interval: [0.55498, 0.99747] },
    ],
    notMade: [{ copies: 64, count: 2, reason: { code: 'too-few-records', given: 41, needed: 64 } }],
  };
  const finding = findingOf(findingInput({ ...quiet, standIns }));

  test('says in how many the text was found, and nothing of how many images are of the class', () => {
    expect(finding.standIns).toEqual({
      ...standIns,
      trainingImages: 12_000,
      points: [
        { ...standIns.points[0], interval: [0, 0.71] },
        { ...standIns.points[1], interval: [0.55, 1] },
      ],
      notMade: [{ copies: 64, count: 2, reason: { code: 'too-few-records' } }],
    });
    expect(findingSchema.parse(JSON.parse(JSON.stringify(finding)))).toEqual(JSON.parse(JSON.stringify(finding)));
    expect(findingOf(findingInput(quiet)).standIns).toBeUndefined();
  });

  test('is told in sentences that a board reads', () => {
    expect(finding.standIns && words.standIns.sentences(finding.standIns).slice(1)).toEqual([
      'In all 3 clean copies the tests kept quiet.',
      'In 9 of 10 planted copies of your model, 16 leaked records among 12,000 were found (95% interval 55% to 100%).',
      'We have not compared enough stand-ins with real planted models of this kind of network. Real leaks may be harder to find than these shares say.',
      'Not made: 2 with 64 planted records. Too few images belong to the class. Add more images without the mark.',
    ]);
    expect(tell({ ...quiet, standIns }, words).standIns.at(-1)).toBe(
      'Not made: 2 with 64 planted records. Too few images belong to the class: the model gives it to 41, and 64 are needed. Add more images without the mark.',
    );
  });

  test('is reported on the first page, and drawn', async () => {
    const report = await renderReport({ finding, journal: undefined, paper: 'A4' });
    expect(report.equals(await renderReport({ finding: findingOf(findingInput(quiet)), journal: undefined, paper: 'A4' }))).toBe(false);
    expect(plotsOf({ ...quiet, standIns }).map(({ name }) => name)).toContain('stand-ins');
    expect(plotsOf(quiet).map(({ name }) => name)).not.toContain('stand-ins');
  });
});

describe('of a p near a limit', () => {
  const near = (one: NonNullable<typeof quiet.whole>, change: object) => ({ ...one, ...change });
  const straddling = (level: number, change: object) => ({
    ...quiet,
    claims: quiet.claims.map((one) => ({
      ...near(one, { ...change, reasons: [{ code: 'bounds-straddle' as const, level }] }),
      claim: one.claim,
    })),
  });

  test('the band is that of the verdict, and nothing says how near', () => {
    const finding = findingOf(findingInput(straddling(0.01, { verdict: 'signal', pAdjusted: 0.009, pAdjustedInterval: [0.005, 0.02] })));
    expect(finding.claims.map(({ pBand, reasons }) => [pBand, reasons])).toEqual([
      ['alpha', []],
      ['alpha', []],
    ]);
  });

  test('"inconclusive" for that alone, by the earlier rule, is not published', () => {
    const judged = straddling(0.05, { verdict: 'inconclusive', pAdjusted: 0.06, pAdjustedInterval: [0.04, 0.09] });
    expect(() => findingOf(findingInput(judged))).toThrow(
      'This audit was judged by an earlier rule, by which its verdict tells how near the limit the text lies.',
    );
  });

  test('"not detected" says so inside, and not outside', () => {
    const judged = {
      ...quiet,
      claims: quiet.claims.map((one) => ({ ...one, pAdjusted: 0.06, pAdjustedInterval: [0.04, 0.09] as [number, number] })),
    };
    expect(tell(judged, words).conclusions[1].reasons).toEqual([words.findings.nearLimit(0.05)]);
    expect(JSON.stringify(findingOf(findingInput(judged)).claims)).toBe(JSON.stringify(findingOf(findingInput(quiet)).claims));
  });
});

test('the finding tells the day of an audit, and neither how long it took nor how many places found room', () => {
  const long = { ...exampleRun, finishedAt: '2026-11-20T23:00:00.000Z', seconds: 46_800 };
  const wide = { ...quiet, plan: { ...quiet.plan, controlPlacements: 6 } };
  const narrow = { ...quiet, plan: { ...quiet.plan, controlPlacements: 4 } };
  const [one, other] = [findingOf({ ...findingInput(wide), run: long }), findingOf(findingInput(narrow))];
  expect(one.run).toEqual(other.run);
  expect(one.method).toEqual(other.method);
});

describe('the schema', () => {
  const finding = findingOf(findingInput(loud));

  test('takes what the projection makes', () => {
    expect(findingSchema.parse(JSON.parse(JSON.stringify(finding)))).toEqual(JSON.parse(JSON.stringify(finding)));
  });

  test.each([
    ['an unknown key', { extra: 1 }],
    ['an exact effect', { effect: { ...finding.effect, xUnique: 0.123 } }],
    ['a text that is too long', { run: { ...finding.run, device: 'x'.repeat(201) } }],
    ['a p', { claims: finding.claims.map((claim) => ({ ...claim, pBand: '0.0123' })) }],
  ])('refuses %s', (_what, change) => {
    expect(findingSchema.safeParse({ ...finding, ...change }).success).toBe(false);
  });
});

test.each([
  [0, 0, 0],
  [0.034, 0.05, 0.05],
  [0.02, 0.02, 0.02],
  [12, 20, 10],
  [-3, -5, -2],
  [99, 100, 100],
  [1.4, 2, 1],
  [1.5, 2, 2],
])('on the ladder %d steps up to %d and lies nearest to %d', (value, up, near) => {
  expect([stepUp(value), stepNear(value)]).toEqual([up, near]);
});
