import type { Said } from '../../said.js';
import { said } from './said.js';

/** Errors of the description of a network. */

const correctNode = 'Correct this node in the description of the network.';
const network = (message: string): Said => said(message, 'Correct the description of the network.');
/** Said within the error `node-invalid`, which names the node. */
const node = (problem: string): Said => said(problem, correctNode);

export const networksErrors = {
  'node-takes-one-input': ({ inputShapes }: { readonly inputShapes: number }) => node(`takes 1 input, not ${inputShapes}`),
  'node-takes-image': ({ shape }: { readonly shape: string }) => node(`takes an image [C, H, W], not ${shape}`),
  'node-number-invalid': ({ what, least, value }: { readonly what: string; readonly least: number; readonly value: number }) =>
    node(`${what} must be a whole number of at least ${least}, not ${value}`),
  'weight-without-gradient': ({ name }: { readonly name: string }) =>
    said(`No gradient is defined for the weight "${name}".`, 'Report this as a defect.'),
  'node-needs-slope': () => node('needs a slope'),
  'node-slice-outside': ({ starts, ends, shape }: { readonly starts: string; readonly ends: string; readonly shape: string }) =>
    node(`takes the part from ${starts} to ${ends} of an input ${shape}`),
  'node-matrix-misfit': ({
    matrix,
    pixels,
    axis,
  }: {
    readonly matrix: string;
    readonly pixels: number;
    readonly axis: 'rows' | 'columns';
  }) => node(`has a matrix ${matrix} for ${pixels} ${axis} of pixels`),
  'node-numbers-for-channels': ({
    values,
    what,
    channels,
  }: {
    readonly values: number;
    readonly what: string;
    readonly channels: number;
  }) => node(`has ${values} ${what} for ${channels} channels`),
  'node-numbers-not-finite': ({ what }: { readonly what: string }) => node(`has ${what} that are not finite numbers`),
  'node-window-too-large': ({ window, height, width }: { readonly window: string; readonly height: number; readonly width: number }) =>
    node(`a window of ${window} does not fit an input of ${height} x ${width}`),
  'node-window-too-wide': ({ largestSpan }: { readonly largestSpan: number }) =>
    node(`its window or padding reaches over more than ${largestSpan} pixels`),
  'node-padding-too-large': () => node('its padding must be smaller than its window'),
  'node-epsilon-invalid': ({ epsilon }: { readonly epsilon: number }) => node(`epsilon must be above 0, not ${epsilon}`),
  'node-momentum-invalid': ({ momentum }: { readonly momentum: number }) => node(`momentum must lie between 0 and 1, not ${momentum}`),
  'node-without-gradient-of-one-example': () => node('has no gradient of a single example while it normalises by the batch'),
  'node-groups-uneven': ({ groups, channels, filters }: { readonly groups: number; readonly channels: number; readonly filters: number }) =>
    node(`its ${groups} groups do not divide its ${channels} channels and ${filters} filters evenly`),
  'node-kernel-too-large': ({ taps, mostTaps }: { readonly taps: number; readonly mostTaps: number }) =>
    node(`its kernel has ${taps} positions; ${mostTaps} are the most`),
  'node-takes-vector': ({ shape }: { readonly shape: string }) => node(`takes a vector [F], not ${shape}; flatten or pool before it`),
  'node-rate-invalid': ({ rate }: { readonly rate: number }) => node(`the rate must be at least 0 and below 1, not ${rate}`),
  'node-drops-from-too-many': ({ units, unitKeyBits }: { readonly units: number; readonly unitKeyBits: number }) =>
    node(`drops from ${units} values; ${2 ** unitKeyBits} are the most`),
  'node-takes-two-inputs': ({ inputShapes }: { readonly inputShapes: number }) => node(`takes 2 inputs or more, not ${inputShapes}`),
  'node-adds-inputs-different-shapes': ({ inputShape, odd }: { readonly inputShape: string; readonly odd: string }) =>
    node(`adds inputs of different shapes, ${inputShape} and ${odd}`),
  'node-multiplies-inputs-different-shapes': ({ outputShape, odd }: { readonly outputShape: string; readonly odd: string }) =>
    node(`multiplies inputs of different shapes, ${outputShape} and ${odd}`),
  'node-joins-inputs-different-shapes': ({ inputShape, odd }: { readonly inputShape: string; readonly odd: string }) =>
    node(`joins inputs of different shapes, ${inputShape} and ${odd}`),
  'node-name-invalid': () => node('its name is empty or taken'),
  'node-input-missing': ({ input }: { readonly input: string }) => node(`its input "${input}" is no node before it`),
  'node-array-too-large': ({ shape }: { readonly shape: string }) => node(`holds an array ${shape}, which is too large`),
  'weight-missing': ({ name }: { readonly name: string }) => network(`The weight "${name}" is missing.`),
  'weight-shape': ({ name, shape, given }: { readonly name: string; readonly shape: string; readonly given: string }) =>
    network(`The weight "${name}" must have the shape ${shape}, not ${given}.`),
  'network-input-shape': ({ shape }: { readonly shape: string }) =>
    network(`The input shape must be [C, H, W] or [F] in whole numbers, not ${shape}.`),
  'network-output-missing': ({ output }: { readonly output: string }) => network(`The output "${output}" is no node.`),
  'network-output-not-vector': ({ output, shape }: { readonly output: string; readonly shape: string }) =>
    network(`The output "${output}" must be a vector [K], not ${shape}.`),
  'node-unused': () => node('nothing leads from it to the output'),
  'node-invalid': ({ node: name, problem }: { readonly node: string; readonly problem: string }) =>
    said(`Node "${name}": ${problem}.`, correctNode),
};
