import { answersByChance, answersByCompany, repeatTolerance } from '../models/answers-vary.js';
import type { AnswerCheck } from './answer-check.js';

/**
 * Standard deviation over images, in log-odds, below which a class's answers count as alike: at most
 * half a point of probability. Networks fed as they were trained spread over 0.3 and more, a network made
 * for -1024 to 1024 and fed 0 to 1 over 0.0002.
 */
export const leastSpread = 0.02;

/** Whether the answers hardly depend on the image: those of the class asked about, or of every class where none is. */
export function answersAlike({ images, spread, head }: AnswerCheck, label: number | undefined): boolean {
  if (images < 2) return false;
  // Of two classes one's log-odds are the other's turned round, so that any class will do where one is decided.
  const asked = label !== undefined && head.family === 'multi-label' ? [spread[label]] : spread;
  return asked.every((deviation) => deviation < leastSpread);
}

/**
 * Refuses a model of which one image has several answers: no score of it could be told from chance.
 * @throws EngineError `model-answers-vary`
 */
export function requireSteadyAnswers({ betweenRuns, betweenCompanies }: AnswerCheck, name: string): void {
  if (betweenRuns > repeatTolerance) throw answersByChance(name, betweenRuns);
  if (betweenCompanies > repeatTolerance) throw answersByCompany(name, betweenCompanies);
}
