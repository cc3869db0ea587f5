import type { InspectOutcome } from '../../../shared/domain/job.js';
import { describeAnyModel } from '../../engine/models/describe-model.js';
import type { ModelDescription, ModelQuestion } from '../../engine/models/inspect.js';
import type { ModelSource } from '../../../shared/domain/model.js';
import { readAnyModel } from '../../engine/models/read-model.js';
import type { TestName } from '../../../shared/domain/comparisons.js';
import { resamplerNames } from '../../../shared/domain/resamplers.js';
import { words } from '../../../shared/words/words.js';
import { prospects } from '../../engine/verdict/prospect.js';
import { leastSeconds } from '../audit/estimate.js';
import { familyOf } from '../audit/family.js';
import type { JobContext } from '../job.js';
import { plural } from '../words.js';
import { describeAnswers } from './describe-answers.js';
import { formatWords } from './format-words.js';

type Description = Omit<InspectOutcome, 'kind'>;

/** What a model is, and what its graph does not tell. */
export async function describeModelFile(
  path: string,
  outputName: string | undefined,
  context: Pick<JobContext, 'threads' | 'signal'>,
): Promise<Description> {
  const source: ModelSource = { path, outputName };
  const model = await readAnyModel(path, source);
  const description = await describeAnyModel(model, source);
  const blocked = description.questions.some(({ blocking }) => blocking);
  const answers = blocked ? undefined : await describeAnswers(model, source, description, context);
  return {
    facts: [
      { name: 'model', value: model.name },
      { name: 'format', value: formatOf(description) },
      { name: 'input', value: inputOf(description) },
      { name: 'output', value: outputOf(description) },
      ...(answers ? [{ name: 'answers', value: answers.value }] : []),
      { name: 'network', value: networkOf(description) },
      { name: 'operators', value: description.operators.map(({ operator, count }) => `${count} ${operator}`).join(', ') },
      ...(answers?.imagesPerSecond === undefined ? [] : audits(description, answers.imagesPerSecond)),
      ...description.notes.map((value) => ({ name: 'note', value })),
      { name: 'SHA-256', value: description.sha256 },
    ],
    missing: [
      ...(answers?.missing ?? []),
      ...description.questions.map(asked),
      ...(answers?.alike ? [] : [description.pixelRange ? words.ownPreprocessing.stated(description.pixelRange) : preprocessing]),
      words.resampling.stated(resamplerNames),
      ...alwaysMissing,
      ...(isOpaque(description) ? [broughtModels] : [distillation]),
    ],
  };
}

/** What each kind of audit could say of the model, the class of the record given, and how long it takes at least. */
function audits(description: ModelDescription, imagesPerSecond: number): Description['facts'] {
  const family = familyOf(description.architecture);
  const told = (tests: readonly TestName[]) => words.outlook.prospects(prospects({ family, start: 'anew', labelKnown: true, tests }));
  const quick = ['same-template-strings'] as const;
  const references = isOpaque(description) ? (['brought-text', 'brought-kind'] as const) : (['distilled-text', 'distilled-kind'] as const);
  return [
    { name: 'quick audit', value: [words.outlook.atLeast(leastSeconds(imagesPerSecond)), ...told(quick)].join(' ') },
    { name: 'full audit', value: told([...quick, ...references]).join(' ') },
  ];
}

/** What no graph tells, beside the preprocessing. */
const alwaysMissing = [
  'feature: the template of the text or the picture of the mark, its font, size, ink and place. The private text itself is asked for.',
  'label: the class of the record that holds the feature. Without it a verdict goes no further than "signal".',
];

const preprocessing = 'preprocessing: how pixels become numbers, as in training. Without it: from 0 to 1, no mean and no deviation.';

const distillation =
  'distillation: some thousand images like those of the training, without the mark. Without them the audit is a quick one.';
const broughtModels =
  'referenceModels: two or more models of the same kind, such as earlier versions. Without them the audit is a quick one.';

/** Of a model of TensorFlow's own only the answers are known. */
const isOpaque = ({ format }: ModelDescription): boolean => format === 'saved-model' || format === 'tfjs-graph';

function asked({ field, question, proposal, blocking }: ModelQuestion): string {
  return `model.${field}: ${question} ${blocking ? 'It has to be said; the best guess is' : 'Without it:'} ${proposal}.`;
}

function formatOf(description: ModelDescription): string {
  const { opset, producer, translatedFrom } = description;
  if (isOpaque(description)) return formatWords(description);
  if (translatedFrom !== undefined) return `${translatedFrom}, translated into ONNX, operator set ${opset}`;
  return `ONNX, operator set ${opset}${producer === '' ? '' : `, written by ${producer}`}`;
}

function inputOf({ inputName, input, fixedBatch }: ModelDescription): string {
  const { channels, height, width, layout } = input;
  const order = layout === 'NF' ? 'pixels in a row' : layout;
  const batch = fixedBatch === undefined ? 'any number at once' : `always ${fixedBatch} at once`;
  return `"${inputName}": ${channels === 1 ? 'grey' : 'colour'} images of ${width} x ${height} pixels (${order}), ${batch}`;
}

function outputOf({ outputName, outputKind, outputReading, outputs, classes, outputNames }: ModelDescription): string {
  const several = outputs > 1 && outputKind.startsWith('sigmoid');
  const answers = several
    ? `${plural(outputs, 'label')}, any of them for an image`
    : `${plural(classes, 'class', 'classes')}, one for an image`;
  const others = outputNames.length > 1 ? `; one of ${outputNames.length} outputs` : '';
  return `"${outputName}": ${answers} (${outputReading})${others}`;
}

function networkOf(description: ModelDescription): string {
  const { parameters, architecture } = description;
  if (isOpaque(description)) return "operators of TensorFlow's own, of no family that is told apart here";
  const { family, firstLayer, batchNormalised, globalPooling, attention } = architecture;
  const traits = [
    ...(firstLayer === 'other' ? [] : [`first layer ${firstLayer === 'dense' ? 'dense' : 'a convolution'}`]),
    ...(batchNormalised ? ['batch normalisation'] : []),
    ...(globalPooling ? ['global pooling'] : []),
    ...(attention ? ['attention'] : []),
  ];
  return [family === 'other' ? 'of no family that was studied' : family, plural(parameters, 'weight'), ...traits].join(', ');
}
