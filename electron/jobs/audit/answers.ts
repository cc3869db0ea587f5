import type { AnswersRecord } from '../../../shared/domain/audit-result.js';
import { checkAnswers } from '../../engine/scoring/answer-check.js';
import { answersAlike, requireSteadyAnswers } from '../../engine/scoring/answer-soundness.js';
import type { AuditCase } from './case.js';

/** Hosts that are asked: two batches of a network of usual size, seconds of the slowest. */
const mostImages = 32;

/**
 * Asks the model for some of the hosts before anything is measured: whether its answers depend on the
 * image, and on nothing else.
 * @throws EngineError `model-answers-vary`, `model-answers-not-finite`
 */
export async function checkedAnswers(audited: AuditCase, signal: AbortSignal): Promise<AnswersRecord> {
  const { classifier, preprocessor, hosts, spec, modelName } = audited;
  const check = await checkAnswers({
    classifier,
    preprocessor,
    count: Math.min(mostImages, hosts.indices.length),
    read: (index) => hosts.images.read(hosts.indices[index]),
    signal,
  });
  requireSteadyAnswers(check, modelName);
  const about = spec.label ?? check.spread.indexOf(Math.max(...check.spread));
  return {
    images: check.images,
    class: about,
    spread: check.spread[about],
    lowest: check.lowest[about],
    highest: check.highest[about],
    commonest: check.commonest,
    entropy: check.entropy,
    betweenRuns: check.betweenRuns,
    betweenCompanies: check.betweenCompanies,
    alike: answersAlike(check, spec.label),
  };
}
