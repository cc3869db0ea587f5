import { z } from 'zod';
import type { LayerCall } from '../../layer-calls.js';
import type { LayerConfig } from '../../layer-config.js';
import { firstOperand, operandOf, valueOperand } from '../../operands.js';
import { pickingMatrix } from '../../resize-matrices.js';
import { valueOf, type Translation } from '../../translation.js';
import { axesOf, kerasShape, type KerasValue } from '../../value.js';
import { cutImage } from '../sizes.js';
import { concatenateRule } from '../merges.js';
import { requireMargins, reshapeTo, withZeros } from '../shapes.js';
import type { LayerRule } from '../rule.js';

/** Operations that move values and do not change them. Axes count the batch as axis 0. */

const boundSchema = z.int().nullable();
const sliceSchema = z.object({
  class_name: z.literal('__slice__'),
  config: z.object({ start: boundSchema, stop: boundSchema, step: boundSchema }),
});
const ellipsisSchema = z.object({ class_name: z.literal('__ellipsis__') });

/** What is taken along one axis; `alone` drops the axis. */
interface Taken {
  readonly positions: readonly number[];
  readonly alone: boolean;
}

/** The positions that Python's start:stop:step takes of `size`. */
function positionsOf(size: number, { start, stop, step }: z.infer<typeof sliceSchema>['config']): number[] {
  const stride = step ?? 1;
  const [least, most] = stride > 0 ? [0, size] : [-1, size - 1];
  const bound = (value: number): number => Math.min(most, Math.max(least, value < 0 ? value + size : value));
  const first = start === null ? (stride > 0 ? 0 : size - 1) : bound(start);
  const end = stop === null ? (stride > 0 ? size : -1) : bound(stop);
  const positions: number[] = [];
  if (stride !== 0) for (let at = first; stride > 0 ? at < end : at > end; at += stride) positions.push(at);
  return positions;
}

function takenBy(config: LayerConfig, item: unknown, size: number): Taken {
  if (typeof item === 'number' && Number.isSafeInteger(item)) {
    const position = item < 0 ? item + size : item;
    if (position >= 0 && position < size) return { positions: [position], alone: true };
  }
  const slice = sliceSchema.safeParse(item);
  const positions = slice.success ? positionsOf(size, slice.data.config) : [];
  if (positions.length > 0) return { positions, alone: false };
  throw config.refuse('takes a part of its input in a way that is not read here');
}

const isNew = (item: unknown): boolean => item === null;
const isEllipsis = (item: unknown): boolean => ellipsisSchema.safeParse(item).success;
const everything = { class_name: '__slice__', config: { start: null, stop: null, step: null } };

/** What is taken along each of Keras's axes, the batch left out; 'new' where an axis of one is put in. */
function readIndex(call: LayerCall, value: KerasValue): readonly (Taken | 'new')[] {
  const { config } = call;
  const argument = operandOf(call, 1, 'key');
  if (argument?.kind !== 'fixed') throw config.refuse('takes a part of its input that the image decides');
  const named: readonly unknown[] = Array.isArray(argument.content) ? argument.content : [argument.content];
  const sizes = kerasShape(value);
  const missing = sizes.length + 1 - named.filter((item) => !isEllipsis(item) && !isNew(item)).length;
  const place = named.findIndex(isEllipsis);
  if (missing < 0 || named.filter(isEllipsis).length > 1) throw config.refuse('takes a part of its input in a way that is not read here');
  const filled = new Array<unknown>(missing).fill(everything);
  const [batch, ...items] = place < 0 ? [...named, ...filled] : [...named.slice(0, place), ...filled, ...named.slice(place + 1)];
  const { start, stop, step } = sliceSchema.safeParse(batch).data?.config ?? { start: 1, stop: 1, step: 1 };
  if (stop !== null || (start ?? 0) !== 0 || (step ?? 1) !== 1) throw config.refuse('takes some of the images of a batch');
  let axis = 0;
  return items.map((item) => (isNew(item) ? 'new' : takenBy(config, item, sizes[axis++])));
}

const isRun = (positions: readonly number[]): boolean => positions.every((position, index) => position === positions[0] + index);

/** Channels one by one beyond this number are not taken apart. */
const mostChannels = 64;

/** The channels (or the values of a vector) at these positions, in this order. */
export function pickChannels({ config }: LayerCall, translation: Translation, value: KerasValue, positions: readonly number[]): KerasValue {
  const [channels, ...sides] = value.shape;
  const run = (start: number, end: number, suffix: string): KerasValue =>
    translation.add(config, { kind: 'slice', starts: [start, ...sides.map(() => 0)], ends: [end, ...sides] }, [value.node], suffix);
  const kept = { ...axesOf(value), nonNegative: value.nonNegative };
  if (isRun(positions) && positions.length === channels) return value;
  if (isRun(positions)) return { ...run(positions[0], positions[0] + positions.length, ''), ...kept };
  if (positions.length > mostChannels) throw config.refuse(`puts ${positions.length} channels in another order`);
  const pieces = positions.map((position) => (channels === 1 ? value : run(position, position + 1, `/channel${position}`)));
  return {
    ...translation.add(
      config,
      { kind: 'concatenate' },
      pieces.map(({ node }) => node),
    ),
    ...kept,
  };
}

/** Rows and columns at these positions: a part cut out, or picked one by one. */
function pickPixels(
  { config }: LayerCall,
  translation: Translation,
  value: KerasValue,
  rows: readonly number[],
  columns: readonly number[],
): KerasValue {
  if (isRun(rows) && isRun(columns))
    return cutImage(config, translation, value, { first: [rows[0], columns[0]], size: [rows.length, columns.length] }, '/cut');
  return (
    [
      ['rows', rows],
      ['columns', columns],
    ] as const
  ).reduce((image, [axis, positions], index): KerasValue => {
    const matrix = pickingMatrix(positions, image.shape[index + 1]);
    return { ...translation.add(config, { kind: 'resample', axis, matrix }, [image.node], `/${axis}`), ...axesOf(value) };
  }, value);
}

const getItemRule: LayerRule = (call, translation) => {
  const value = firstOperand(call, translation);
  const index = readIndex(call, value);
  const taken = index.filter((item) => item !== 'new');
  const pixels = value.shape.length === 3 ? taken.slice(0, 2) : [];
  const channels = value.withoutChannels ? undefined : taken[taken.length - 1];
  const ones = taken.slice(pixels.length, channels ? -1 : undefined);
  // One row, column or value alone is no image and no vector.
  if (pixels.some(({ alone }) => alone) || (channels?.alone && value.shape.length === 1))
    throw call.config.refuse(`takes a part of (${kerasShape(value).join(', ')}) that the trainer lacks`);
  const [rows, columns] = pixels.map(({ positions }) => positions);
  const part = rows ? pickPixels(call, translation, value, rows, columns) : value;
  const picked = channels ? pickChannels(call, translation, part, channels.positions) : part;
  const plane = channels?.alone ? { ...picked, withoutChannels: true } : picked;
  if (!index.includes('new') && !ones.some(({ alone }) => alone)) return plane;
  const sizes = index.flatMap((item) => (item === 'new' ? [1] : item.alone ? [] : [item.positions.length]));
  return reshapeTo(call, translation, plane, sizes);
};

/** Planes (H, W) one on the other as channels. */
const stackRule: LayerRule = (call, translation) => {
  const { config } = call;
  const argument = operandOf(call, 0, 'x', 'arrays');
  const items = argument?.kind === 'several' ? argument.items : [];
  const planes = items.map((item) => valueOperand(call, translation, item));
  const axis = config.number('axis', 0);
  if (planes.length === 0 || (axis !== -1 && axis !== 3) || !planes.every(({ withoutChannels }) => withoutChannels))
    throw config.refuse('puts values one on the other along another axis than the last');
  if (planes.length === 1) return { ...planes[0], withoutChannels: false };
  return translation.add(
    config,
    { kind: 'concatenate' },
    planes.map(({ node }) => node),
  );
};

/** Keras's shape with the batch in front. */
const wholeShape = (value: KerasValue): number[] => [1, ...kerasShape(value)];

const reshapeRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = firstOperand(call, translation);
  const [batch, ...target] = config.numbers('newshape');
  if (batch !== -1 || target.length === 0 || target.includes(-1)) throw config.refuse('has a shape that joins images of a batch');
  return reshapeTo(call, translation, value, target);
};

function axesFrom(config: LayerConfig, rank: number): number[] {
  const axes = config.has('axis') ? config.numbers('axis') : [];
  return axes.map((axis) => (axis < 0 ? axis + rank : axis));
}

const squeezeRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = firstOperand(call, translation);
  const sizes = wholeShape(value);
  const axes = config.has('axis') ? axesFrom(config, sizes.length) : sizes.flatMap((size, axis) => (axis > 0 && size === 1 ? [axis] : []));
  if (axes.some((axis) => axis < 1 || sizes[axis] !== 1)) throw config.refuse('drops an axis of more than one value');
  return reshapeTo(
    call,
    translation,
    value,
    sizes.filter((_, axis) => axis > 0 && !axes.includes(axis)),
  );
};

const expandRule: LayerRule = (call, translation) => {
  const value = firstOperand(call, translation);
  const sizes = wholeShape(value);
  for (const axis of axesFrom(call.config, sizes.length + 1)) sizes.splice(axis, 0, 1);
  if (sizes.length > 4) throw call.config.refuse('adds an axis to an image');
  return reshapeTo(call, translation, value, sizes.slice(1));
};

/** One axis of an image backwards. */
const flipRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = firstOperand(call, translation);
  const sizes = kerasShape(value);
  const axes = axesFrom(config, sizes.length + 1);
  if (axes.length === 0 || axes.includes(0) || value.shape.length !== 3) throw config.refuse('turns more than the axes of an image round');
  const order = (axis: number): number[] => positionsOf(sizes[axis - 1], { start: null, stop: null, step: axes.includes(axis) ? -1 : 1 });
  const pixels = pickPixels(call, translation, value, order(1), order(2));
  return value.withoutChannels ? pixels : pickChannels(call, translation, pixels, order(3));
};

/** A grey image as several channels. */
function repeatedGrey(call: LayerCall, translation: Translation, value: KerasValue, times: number): KerasValue {
  if (value.shape.length !== 3 || value.shape[0] !== 1 || value.withoutChannels || !(times >= 1 && times <= mostChannels))
    throw call.config.refuse('repeats something else than the one channel of a grey image');
  return pickChannels(call, translation, value, new Array<number>(times).fill(0));
}

const repeatRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = firstOperand(call, translation);
  if (axesFrom(config, 4).join() !== '3') throw config.refuse('repeats along another axis than the channels');
  return repeatedGrey(call, translation, value, config.count('repeats'));
};

const tileRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = firstOperand(call, translation);
  const repeats = config.numbers('repeats');
  if (repeats.slice(0, -1).some((times) => times !== 1)) throw config.refuse('repeats along another axis than the channels');
  return repeatedGrey(call, translation, value, repeats[repeats.length - 1]);
};

/** Zeros around an image. */
const padRule: LayerRule = (call, translation) => {
  const { config, inputs } = call;
  const value = valueOf(config, inputs[0], translation);
  const filling = operandOf(call, 1, 'constant_values');
  const zeros = filling === undefined || (filling.kind === 'fixed' && (filling.content === null || filling.content === 0));
  const numbers = config.numbers('pad_width');
  const elsewhere = numbers.some((size, index) => size !== 0 && (index < 2 || index > 5));
  if (config.text('mode', 'constant') !== 'constant' || !zeros || value.shape.length !== 3 || elsewhere || numbers.length < 6)
    throw config.refuse('adds something else than zeros around an image');
  requireMargins(call, numbers);
  return withZeros(value, [numbers[2], numbers[4], numbers[3], numbers[5]]);
};

const realTypes: ReadonlySet<string> = new Set(['float32', 'float64', 'float']);

/** To real numbers, which all values are here. */
const castRule: LayerRule = (call, translation) => {
  const type = call.config.text('dtype');
  if (!realTypes.has(type)) throw call.config.refuse(`rounds its values to the type ${type}`);
  return firstOperand(call, translation);
};

export const arrangementOperations: Readonly<Record<string, LayerRule>> = {
  GetItem: getItemRule,
  Stack: stackRule,
  Concatenate: concatenateRule,
  Reshape: reshapeRule,
  Squeeze: squeezeRule,
  ExpandDims: expandRule,
  Flip: flipRule,
  Repeat: repeatRule,
  Tile: tileRule,
  Cast: castRule,
  Pad: padRule,
};
