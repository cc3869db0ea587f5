/** What goes into a graph and comes out, whatever runtime computes it: onnxruntime's own class, which copies nothing. */
export { Tensor } from './onnx/library.js';
