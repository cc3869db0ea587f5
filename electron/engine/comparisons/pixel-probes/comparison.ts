import { comparisonTest, type Comparison } from '../comparison.js';
import { ownOptions } from '../measure-request.js';
import { canProbe, mostProbeHosts, onHostsOfClass, probedOf } from './hosts.js';
import { measureProbes, occupancyOf, probedPixels, probesOf } from './measure.js';
import { outcomeOfPixels, shortageOfPixels } from './outcome.js';
import type { ProbedPixels } from './statistic.js';

/** The network's answers to single pixels against the feature's ink. */
const pixelProbesTest = comparisonTest<ProbedPixels>('pixel-probes', {
  unstudied: 'describes',
  studiedWith: 'anew',
  limit: shortageOfPixels,
  evaluate: (pixels) => outcomeOfPixels(pixels),
});

/** One pixel of ink after another, on hosts of the label's class. */
export const pixelProbes: Comparison<'pixelProbes', ProbedPixels | undefined> = {
  name: 'pixelProbes',
  phase: 'probes',
  cost: (planned) => (canProbe(planned) ? (probesOf(planned.subject).length + 1) * mostProbeHosts : 0),
  async measure(context) {
    const probed = probedOf(context);
    if (probed === undefined) return undefined;
    const { subject } = context;
    const options = ownOptions(context);
    return onHostsOfClass(options, probed, async (hosts) => {
      const probes = probesOf(subject);
      const response = await measureProbes({
        ...options,
        subject: { ...subject, hosts },
        hostCount: hosts.count,
        label: probed.label,
        probes,
      });
      return probedPixels(probes, response, await occupancyOf(probes, subject));
    });
  },
  tests: [pixelProbesTest],
};
