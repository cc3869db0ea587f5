import type { ArchitectureFamily } from '../../domain/verdict.js';

interface FamilyWords {
  /** As the heading of a table. */
  readonly title: string;
  readonly one: string;
  readonly many: string;
}

export const families: Record<ArchitectureFamily, FamilyWords> = {
  dense: { title: 'Dense networks (MLP)', one: 'dense network', many: 'dense networks' },
  convolutional: {
    title: 'Convolutional networks (CNN-1)',
    one: 'convolutional network without normalisation or global pooling',
    many: 'convolutional networks without normalisation or global pooling',
  },
  'convolutional-normalised': {
    title: 'Batch-normed networks with global pooling',
    one: 'convolutional network with batch normalisation',
    many: 'convolutional networks with batch normalisation',
  },
  'convolutional-pooled': {
    title: 'Networks with global pooling and no normalisation',
    one: 'convolutional network with global pooling and no batch normalisation',
    many: 'convolutional networks with global pooling and no batch normalisation',
  },
  other: { title: 'Other networks', one: 'network of a kind that our studies do not cover', many: 'networks of this kind' },
};
