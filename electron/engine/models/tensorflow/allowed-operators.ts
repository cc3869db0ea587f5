import { EngineError } from '../../base/error.js';

/**
 * Operators that only compute, keep variables or bring them from the model's own files. Whatever is
 * not here is refused: operators that read or write files, call Python or reach the network run as
 * soon as a graph does.
 */
const allowed = new Set(
  [
    'Abs Add AddN AddV2 All Any ArgMax ArgMin AssignVariableOp AvgPool BatchMatMul BatchMatMulV2 BatchMatMulV3 BatchToSpaceND BiasAdd BroadcastArgs BroadcastTo',
    'Cast Ceil ClipByValue Concat ConcatV2 Const Conv2D Conv2DBackpropInput Cos CropAndResize Cumsum DepthToSpace DepthwiseConv2dNative Div DivNoNan Einsum Elu Equal Erf',
    'Exp Expand ExpandDims Expm1 Fill Floor FloorDiv FloorMod FusedBatchNorm FusedBatchNormV2 FusedBatchNormV3 FusedDepthwiseConv2dNative Gather GatherNd GatherV2 Greater GreaterEqual',
    'Identity IdentityN L2Loss LRN LeakyRelu Less LessEqual Log Log1p LogSoftmax LogicalAnd LogicalNot LogicalOr MatMul Max MaxPool MaxPoolV2 Maximum Mean MergeV2Checkpoints Min Minimum',
    'MirrorPad Mul MulNoNan Neg NoOp NotEqual OneHot OnesLike Pack Pad PadV2 PartitionedCall Placeholder PlaceholderWithDefault Pow PreventGradient Prelu Prod Range Rank',
    'ReadVariableOp RealDiv Reciprocal Relu Relu6 Reshape ResizeArea ResizeBicubic ResizeBilinear ResizeNearestNeighbor RestoreV2 Reverse ReverseV2 Round Rsqrt SaveV2 ScaleAndTranslate Select SelectV2 Selu Shape ShapeN ShardedFilename',
    'RandomStandardNormal RandomUniform StatelessRandomGetKeyCounter StatelessRandomUniformV2',
    'Sigmoid Sign Sin Size Slice Softmax Softplus Softsign SpaceToBatchND SpaceToDepth Split SplitV Sqrt Square SquaredDifference Squeeze StatefulPartitionedCall',
    'StaticRegexFullMatch StopGradient StridedSlice StringJoin Sub Sum Tan Tanh Tile TopKV2 Transpose Unpack VarHandleOp VarIsInitializedOp VariableV2 Where ZerosLike',
    '_FusedConv2D _FusedMatMul DisableCopyOnRead',
  ].flatMap((line) => line.split(' ')),
);

/** Throws `model-unsupported` naming the first operator that is not allowed. */
export function requireAllowed(operators: Iterable<string>): void {
  for (const operator of operators) {
    if (allowed.has(operator)) continue;
    throw new EngineError('model-unsupported', { fault: 'operator-not-allowed', operator });
  }
}
