import type { Value } from '../../onnx/graph-builder.js';
import type { ConvolutionNode } from '../network.js';
import { kernelGradient, squaredKernelNorm } from './convolution-gradients.js';
import { reshape, sum, sumOfSquares } from './expressions.js';
import { invalidNode, onlyImageInput, requireWhole, type Layer } from './layer.js';
import type { Shape } from '../../base/numbers/shape.js';
import { outputPadding, windowGeometry } from './window.js';

/** Each position of a kernel takes operators of its own in the backward pass. */
const mostTaps = 1024;

/** Two-dimensional convolution, kernel [F, C / groups, kh, kw]. */
export function convolutionLayer(node: ConvolutionNode, inputShapes: readonly Shape[]): Layer {
  const [channels, height, width] = onlyImageInput(node, inputShapes);
  const { filters, groups } = node;
  requireWhole(node, 'the number of filters', filters);
  requireWhole(node, 'the number of groups', groups);
  if (channels % groups !== 0 || filters % groups !== 0) {
    throw invalidNode(node, { fault: 'node-groups-uneven', groups, channels, filters });
  }
  const geometry = windowGeometry(node, height, width, { ...node, window: node.kernel });
  const kernel = `${node.name}/kernel`;
  const bias = `${node.name}/bias`;
  const taps = node.kernel[0] * node.kernel[1];
  if (taps > mostTaps) throw invalidNode(node, { fault: 'node-kernel-too-large', taps, mostTaps });
  const fans = { fanIn: (channels / groups) * taps, fanOut: filters * taps };
  const attributes = { ...geometry.attributes, group: groups };

  return {
    outputShape: [filters, geometry.rows.output, geometry.columns.output],
    weights: [
      { name: kernel, role: 'kernel', shape: [filters, channels / groups, ...node.kernel], ...fans },
      ...(node.useBias ? [{ name: bias, role: 'bias', shape: [filters], ...fans } as const] : []),
    ],
    emit(context, [input]) {
      const { graph } = context;
      const operands = [input, context.weight(kernel)];
      if (node.useBias) operands.push(context.weight(bias));
      const inputGradient = (gradient: Value): Value =>
        graph.op('ConvTranspose', [gradient, context.weight(kernel)], {
          ...attributes,
          output_padding: outputPadding(geometry),
        });
      return {
        output: graph.op('Conv', operands, attributes),
        backward: (gradient) => {
          const correlation = { input, gradient, channels, filters, groups, geometry };
          return {
            input: () => inputGradient(gradient),
            weight: (name) =>
              name === bias
                ? sum(graph, gradient, [0, 2, 3])
                : graph.composite('KernelGradient', [input, gradient], { ...attributes, channels, filters }, () =>
                    kernelGradient(graph, correlation),
                  ),
            squaredNorm: (name) =>
              name === bias
                ? sumOfSquares(graph, sum(graph, reshape(graph, gradient, [0, filters, -1]), [2]), [1])
                : squaredKernelNorm(graph, correlation),
          };
        },
      };
    },
  };
}
