import { architectureFamilies } from '../../shared/domain/verdict.js';
import { usualAgreement } from '../../electron/engine/verdict/validity.js';
import { networkKinds } from '../../shared/domain/study.js';
import { addedModels } from '../../electron/jobs/study/kinds/false-alarms.js';
import { markTexts } from '../../electron/jobs/study/kinds/marks/found-texts.js';
import type { AlarmRates } from './tables/false-alarms.js';
import { passingShare } from './tables/passing.js';
import { bounds, fewestModels } from './tables/validity.js';
import { circumstances, isEmpty, type PowerCurve } from './tables/power.js';
import type { Progress, StudyResults } from './results.js';
import { words } from '../../shared/words/words.js';
import { counted, finderWords, formatShare, inOrder, networkWords, percent, table } from './words.js';

/** docs/validity.md: what the studies say, for a governance board. Written by the study commands; do not edit. */
export function validityPage(results: StudyResults, plots: ReadonlySet<string>): string {
  return `${[
    '<!-- Written by npm run study:false-alarms and npm run study:detection from docs/results. Do not edit. -->',
    '# How often is the verdict wrong, and what is the smallest leak it finds?',
    introduction,
    `Models done: false alarms ${progressText(results.falseAlarms.done)}; detection ${progressText(results.detection.done)}. ${unfinishedText(results)}`,
    '## False alarms',
    falseAlarmIntroduction,
    ...(hasDash(results)
      ? ['A dash stands where no test of the claim counts: the audit is then inconclusive, and nothing can be ruled out.']
      : []),
    ...falseAlarmSections(results, plots),
    '## Which tests count',
    `A test counts for a family of networks where the upper 95% bounds of its false alarms keep to ${percent(bounds.at05)} at 5% and ${percent(bounds.at01)} at 1%, measured on at least ${fewestModels} clean models. Where the interval of its false alarms holds the stated level and an upper bound is broken, the test is not settled: at most "signal" is said. Where even the lower bound lies above the level, it is description only. On a family that was not studied a test says at most "signal", and no more than on any family that was: a network of which less is known gains nothing by that. Students have to agree with a model on ${percent(usualAgreement)} of unseen images, or on as many as with each of the studied models of its family, if that is less.`,
    validityTable(results),
    studySizeText(results),
    '## Detection',
    detectionIntroduction,
    ...detectionSections(results, plots),
    '## Does an audit find what it says it would find?',
    detectableIntroduction,
    table(
      ['Family', 'Test', 'Clean audits', 'Found (80% is said)'],
      results.detectableEffects.map(({ family, test, found }) => [
        words.families[family].title,
        finderWords[test],
        String(found.audits),
        formatShare(found),
      ]),
    ),
    'The effects of leaked marks, as a multiple of the smallest effect that their audits say they find 8 times in 10:',
    table(
      ['Network', 'Test', 'Copies', 'Mean effect / smallest effect', 'Marks'],
      results.detection.effects.map(({ network, test, copies, meanRatio, marks }) => [
        networkWords[network],
        finderWords[test],
        String(copies),
        meanRatio.toFixed(2),
        String(marks),
      ]),
    ),
    '## What this means for your audit',
    meaning,
    '## What this does not cover',
    limits,
    '## How it was made',
    howItWasMade,
  ].join('\n\n')}\n`;
}

const introduction =
  'Engram signs a verdict, so its own error rates have to be known. Two studies measure them on real data. The first audits models in which nothing was planted: every alarm is false. The second plants marks in the training set, in 1 to 256 copies, and counts how many the audit finds. Intervals are bootstrap intervals over models (90%, so that each end is a 95% bound), because audits of one model depend on each other.';

const falseAlarmIntroduction =
  "Each clean model is audited for 50 made-up marks (names, case numbers, dates, sides, stations) that were not drawn by the generator of comparison texts, each at one of three places in turn, one of which lies over pixels that vary, and each with a class drawn at random. The seed rule of Hartley & Tsaftaris stands beside the tests.\n\nA verdict is an alarm where it says *signal* or *memorised*. The tests that could enter it (the candidates: strings, both comparisons with references, and initial weights where they are known) stand in rows of their own, and so does the verdict that all of them would give, which does not hang on what the study itself comes to: on the mark as a whole, which is found by either claim, and on each claim. The verdict *as Engram gives it* rests on those alone that count on the family (*Which tests count*). Its rates come from the same models as the choice of its tests and are by so much too kind; the bounds that chose allow for chance.\n\nWhere nothing alarmed, the upper bound is 3 in the number of independent audits, or of models where nobody knows how far audits of one model depend on each other: it is wide while few models are done, and says nothing of alarms that were seen.\n\nVerdicts are found anew from the p-values in the rows, by the rule that Engram judges by now: closed testing. The p-values of a claim's tests that count are combined into one (Cauchy, Liu & Xie 2020), those of both claims again, and a claim is found where its own and the combined p of both are small enough; the mark as a whole, where the latter is. **This rule was chosen on these very rows**, so what they say of it is too kind. It is being confirmed on models of fresh seeds, which had no part in the choice (docs/results/confirmation).";

function studySizeText({ falseAlarms: { rates, done, beforeAdded, ofAdded } }: StudyResults): string {
  const enlarged = fewestModels + addedModels;
  const passing = (models: number, rate: number) => percent(passingShare(models * markTexts.length, rate));
  const ratesOf = (some: readonly AlarmRates[], family: AlarmRates['family'], names: readonly AlarmRates['alarm'][]) =>
    names.flatMap((name) => some.filter((rate) => rate.family === family && rate.alarm === name && !rate.initialKnown));
  const seen = ratesOf(beforeAdded, 'convolutional', settledByAdded);
  const upper = seen
    .map(({ at05, at01 }) => [at05, at01].map((level) => percent(level?.interval?.[1] ?? Number.NaN)).join(' and '))
    .join('; ');
  const shares = seen.map(({ at05 }) => percent(at05.share)).join(' and ');
  const inWords = (some: readonly AlarmRates[]) =>
    ratesOf(some, 'convolutional', settledByAdded)
      .map(({ at05 }) => formatShare(at05))
      .join(' and ');
  const settled = isDone(done['cnn-1'])
    ? `With all ${enlarged} they come at 5% to ${inWords(rates)}, and that stands; the ${addedModels} alone, which no choice had seen, to ${inWords(ofAdded)}.`
    : 'What the first came to stands until all of these are done.';
  const [strings] = ratesOf(rates, 'convolutional-normalised', ['same-template-strings']);
  const unchanged =
    strings && isDone(done.normalised)
      ? ` To the batch-normed networks none were added: what strings come to there at 5%, ${formatShare(strings.at05)}, stands.`
      : '';
  return `Can so few models settle it? If audits did not depend on each other, a test that alarms at just 5% and 1% would keep to these bounds in ${passing(fewestModels, 0.05)} of studies of ${fewestModels} models and in ${passing(enlarged, 0.05)} of studies of ${enlarged}; one that alarms at ${percent(bounds.at05)}, in ${passing(fewestModels, bounds.at05)} and ${passing(enlarged, bounds.at05)}. So ${addedModels} CNN-1 were added when the first ${fewestModels} had been seen: these had left strings and marks of this kind just beyond the bounds (${upper}), at rates of ${shares}. ${settled}${unchanged} Whoever judges twice lets a test in wrongly up to twice as often.`;
}

/** What the first CNN-1 left so near the bounds that more were added. */
const settledByAdded = ['same-template-strings', 'distilled-kind'] as const;

const detectionIntroduction =
  "Each model is trained with six marks in separate places, carried by 0, 1, 4, 16, 64 and 256 natural records of the mark's own class. Tests are judged at 5% without correction; verdicts are judged by all tests of the claim and by both claims together (closed testing, chosen on these rows: *False alarms*), and stand twice, with all candidates and as Engram gives them (*False alarms*): what your audit would find is in the latter. The detection limit is the fewest copies from which up 8 in 10 marks are found. What is found of 0 copies is a false alarm, on few audits: the table of false alarms rests on fifty a model. Texts of small images are a letter and a digit, and their comparison texts any two letters or digits.";

const detectableIntroduction =
  'Each audit states the smallest effect that it would find 8 times in 10. To check this, that very effect was laid upon every mark of the clean models, and it was counted how many would then have been found. A rank among strings that stopped early states none, but would have gone on with such an effect, so it is counted too.';

const meaning = [
  '- A *signal* on a clean model happens about as often as the table of false alarms says. If one model in twenty that you audit leaks, some signals will be false: repeat with a seed declared beforehand.',
  '- *Not detected* speaks of leaks from the detection limit up: that of the verdict as Engram gives it, on your kind of network. A text that entered training once or a few times is mostly not found, whatever the budget: reference models differ by more than such a leak adds.',
  '- The findings and the report of your audit state what this study found of audits that rest on the same tests, among networks of the same family. A mark of 16 copies is one in 625 images here (MLP) or one in 313 (CNN): what it takes to be seen in a larger training set was not studied.',
  '- The verdict on the mark as a whole says whether something of it was memorised, and finds the most. *This text* and *marks of this kind at this place* say what; they are different claims with different limits.',
  '- Without the class of the record the limits are higher, and the most that is said is *signal*.',
].join('\n');

const limits = [
  '- Images of 28 and 64 pixels of public collections and networks of the sizes named. One pair of networks of 224 pixels was audited, planted and clean, and the planted one had learned nothing that could be found: docs/large-network.md says what that took, and why "not detected" carries little weight there.',
  '- Networks with attention, and families without a row above: their tests describe, and say at most *signal*.',
  '- Marks of one or two lines of bitmap letters. Handwriting, logos and photographs of labels were not studied.',
  '- Texts that somebody chose by looking at the model: no rate holds for those.',
].join('\n');

const howItWasMade = [
  "`npm run study:collections` fetches CIFAR-10 once; Fashion-MNIST is Debian's package dataset-fashion-mnist. `npm run study:false-alarms -- --budget 120m` and `npm run study:detection -- --budget 120m` make the rows that are missing and go on where the last run stopped. Each row in docs/results/*/rows.jsonl is one model, with its seed, the commit, the machine and the hash of all settings; a test computes this page from the rows and trains one row again.",
  "The comparison with distilled references was chosen on other models than these: ten MLPs of MNIST with planted marks and eight without (seeds 2 to 28, marks of two letters). There, with eight students and the label known, taking off what place and class account for by medians, at seven other places, found 3, 7 and 10 of 10 marks of 4, 16 and 64 copies at 5%, with false alarms of 5.5% and 1.1% at 5% and 1%; the earlier null (mean and deviation of other classes at mirrored places) found 1, 7 and 9 of 10, with 5% and 1.3%. Hosts of the label's own class, or strings averaged with the text, did not do better than all hosts.",
  "On more clean models that null alarmed too often: for marks of this kind 7.0% at 5% and 3.7% at 1% in 400 audits of eight MLPs of both collections (seeds 910000 to 910007), and 6.1% and 1.6% in 700 audits of the 14 MLPs that this study had begun with (seeds from 100000, since replaced). So the deviation is now at least the spread of the other classes at the mark's own place, and t has two thirds of the degrees of freedom: in the same 400 audits 5.0% and 1.5% for marks of this kind and 3.0% and 0.3% for this text, with students from the initial weights 3.5% and 0.7%, and 4.3% and 0.3%. Of ten marks of 16 copies (seeds 920003 to 920007) six are found at 5% where the earlier null found seven, and ten of ten from the initial weights by either.",
  'The comparison with initial weights was chosen on ten MLPs of both collections with four marks of 4 copies and one of 16 each (seeds 900000 to 900009) and on 2,400 audits of eight clean ones (910000 to 910007). Taking 0.8 of the mean of its four neighbours off each pixel, of the change as of the ink, before the regression, and t on 7 degrees of freedom, found 80% of marks of 4 copies at 5% and 70% at 1%, with false alarms of 4.3% and 1.2%; without, as the study first had it, it found 63% and 43%, with 4.9% and 1.5%. On the weights themselves, which is about what pixel probes see, it raised false alarms (from 11% to 14% at 5%) and is not done there.',
  'Closed testing was chosen when both studies were complete, on their rows, because the rule before it, Holm within each claim and then over both, alarmed less often than it may and found less: of 16 copies, label known and all candidates counting, either claim of 77% (MLP), 75% (CNN-1) and 63% (batch-normed) of marks at false alarms of 3.3%, 3.7% and 2.0%, where closed testing finds 85%, 81% and 75% at 4.3%, 4.3% and 2.8%. A p above .99 counts as .99 in the combination, lest one test outvote all others. With the initial weights known, to put their test first and ask the others only where it finds something found 79% of marks of 4 copies where closed testing finds 71%, at false alarms of 4.1% and 3.7%; it was not taken, as one test would then decide alone, and is looked at again in the confirmation.',
  'That earlier rule was chosen on the first 11 MLPs of an earlier round of both studies (seeds from 200000; false alarms on 10 of seeds from 110000), since replaced. With Holm over all tests the verdict found 4 of 11 marks of 16 copies where its test found 8 at 5%, and 1.4% of clean audits had any signal; with Holm within each claim and then over both it found 7, and 2.2% had any. Giving marks of this kind two thirds of the level or all of it found 8, and was not taken: it costs the other claim. Correcting each claim alone found 8 as well and makes no promise for both. From the initial weights both found all 11, and 6 of 11 of 4 copies. Tests without students were tried on 8 other planted and 3 clean MLPs (seeds 940100 to 940107 and 940000 to 940002). Pixel probes, whose own null alarms at 8.7%, keep to the level when the mark is ranked among toroidal shifts of its ink (4.7%) or among the same ink at every other place (2.0%), and then find 46% and 71% of 24 marks of 16 copies at 5%, and 29% and 33% at 1.7%: no more than students do, so they were not added.',
  'The scripts of these choices are not kept: they explored, and what the page reports above is measured by the studies alone.',
].join('\n\n');

function progressText(done: Progress): string {
  return Object.entries(done)
    .map(([network, { done: count, planned }]) => `${count} of ${planned} ${networkWords[network as keyof typeof networkWords]}`)
    .join(', ');
}

/** Whether some verdict as Engram gives it has no test to rest on. */
function hasDash({ falseAlarms, detection }: StudyResults): boolean {
  return falseAlarms.rates.some(({ at05 }) => at05.audits === 0) || detection.curves.some(isEmpty);
}

function isDone({ done, planned }: Progress[keyof Progress]): boolean {
  return done === planned;
}

function unfinishedText({ falseAlarms, detection }: StudyResults): string {
  const all = [...Object.values(falseAlarms.done), ...Object.values(detection.done)];
  return all.every(isDone)
    ? 'Both studies are complete.'
    : '**The studies are not complete: rates from few models are rough, and their intervals are wide.**';
}

function falseAlarmSections({ falseAlarms: { rates } }: StudyResults, plots: ReadonlySet<string>): string[] {
  return architectureFamilies.flatMap((family) => {
    const own = rates.filter((rate) => rate.family === family);
    if (own.length === 0) return [];
    const plain = own.filter(({ initialKnown }) => !initialKnown);
    const informed = own.filter(({ initialKnown }) => initialKnown);
    const plot = `false-alarms-${family}.svg`;
    return [
      `### ${words.families[family].title}`,
      ...(plots.has(plot) ? [`![False alarms on ${words.families[family].title}](results/plots/${plot})`] : []),
      ratesTable(plain),
      ...(informed.length > 0
        ? ['With the weights known that training started from, from which students start too:', ratesTable(informed)]
        : []),
    ];
  });
}

function ratesTable(rates: readonly AlarmRates[]): string {
  return table(
    ['', 'Models', 'Audits', 'At 5%', 'At 1%'],
    inOrder(rates).map(({ alarm, at05, at01 }) => [
      finderWords[alarm],
      String(at05.models),
      String(at05.audits),
      formatShare(at05),
      at01 ? formatShare(at01) : '',
    ]),
  );
}

const validityWords = {
  within: 'counts',
  beyond: 'description only',
  unsettled: 'at most a signal: not settled',
  unknown: 'not settled yet',
};

function validityTable({ validity, validityFromInitialWeights }: StudyResults): string {
  const tables = [
    ['', validity],
    [', from initial weights', validityFromInitialWeights],
  ] as const;
  return table(
    ['Family', 'Test', 'Upper bound at 5%', 'Upper bound at 1%', 'Models', ''],
    tables.flatMap(([suffix, one]) =>
      architectureFamilies.flatMap((family) =>
        Object.entries(one[family]).map(([test, entry]) => [
          words.families[family].title,
          `${finderWords[test as keyof typeof finderWords]}${suffix}`,
          percent(entry.upper05),
          percent(entry.upper01),
          String(entry.models),
          validityWords[entry.falseAlarms],
        ]),
      ),
    ),
  );
}

function detectionSections({ detection: { curves } }: StudyResults, plots: ReadonlySet<string>): string[] {
  return networkKinds.flatMap((network) =>
    circumstances.flatMap((circumstance) => {
      const own = curves.filter((curve) => curve.network === network && curve.circumstance === circumstance);
      if (own.length === 0) return [];
      const plot = plotName(network, circumstance);
      const copies = own[0].points.map((point) => counted(point.copies, 'copy', 'copies'));
      return [
        `### ${networkWords[network]}, ${circumstance} (${counted(own[0].points[0].power.models, 'model', 'models')})`,
        ...(plots.has(plot) ? [`![Power on ${networkWords[network]}, ${circumstance}](results/plots/${plot})`] : []),
        table(
          ['', ...copies, 'Limit', 'Limit, surely'],
          own.map((curve) => [
            finderWords[curve.finder],
            ...curve.points.map(({ power }) => formatShare(power)),
            limitText(curve, curve.limit),
            limitText(curve, curve.sureLimit),
          ]),
        ),
      ];
    }),
  );
}

/** A verdict for which no test counts has no limit, not one above what was studied. */
function limitText(curve: PowerCurve, limit: number | undefined): string {
  return isEmpty(curve) ? '–' : String(limit ?? `above ${curve.points[curve.points.length - 1].copies}`);
}

export function plotName(network: string, circumstance: string): string {
  return `power-${network}-${circumstance.replaceAll(' ', '-')}.svg`;
}
