/** A tensor through which every path from the image to the logits passes. */
export interface Cut {
  readonly tensor: string;
  /** Shape of one example's features as they are handed out: [C, H, W] or [F]. */
  readonly shape: readonly number[];
  /** Number of features of one example. */
  readonly features: number;
  /** Share of the model's parameters that lie before the cut and stay as they are. */
  readonly parameterShare: number;
  /** Share of the model's nodes that lie before the cut. */
  readonly nodeShare: number;
  /** What of the network comes after the cut. */
  readonly convolutionsAfter: number;
  readonly denseLayersAfter: number;
  /** Whether what comes after averages (or takes the largest of) feature maps over the whole image. */
  readonly pooledAfter: boolean;
}
