import { deviceStates } from './english/device-states.js';
import { checks } from './english/checks.js';
import { dialogs } from './english/dialogs.js';
import { hints } from './english/hints.js';
import { looks } from './english/looks.js';
import { notices } from './english/notices.js';
import { reportDesk } from './english/report-desk.js';
import { steps } from './english/steps.js';
import { advice } from './english/advice.js';
import { charts } from './english/charts.js';
import { claims } from './english/claims.js';
import { errors } from './english/errors.js';
import { families } from './english/families.js';
import { findings } from './english/findings.js';
import {
  dicomSettings,
  imageBits,
  shippedSide,
  imageKinds,
  imagesTaken,
  outputKinds,
  ownPreprocessing,
  resamplers,
  resampling,
  scalings,
  setAttributes,
} from './english/formats.js';
import { sampleAnswers } from './english/sample-answers.js';
import { gapSentence } from './english/gaps.js';
import * as format from './english/format.js';
import { glossary } from './english/glossary.js';
import { outlook } from './english/outlook.js';
import { phases } from './english/phases.js';
import { deletion } from './english/deletion.js';
import { reaches } from './english/reaches.js';
import { reasons, reasonSentence } from './english/reasons.js';
import { report } from './english/report.js';
import { decisions, roles } from './english/roles.js';
import { secrets } from './english/secrets.js';
import { strength } from './english/strength.js';
import { standIns } from './english/stand-ins.js';
import { limits } from './english/standings.js';
import { tests } from './english/tests.js';
import { verdicts } from './english/verdicts.js';

/** Every sentence that a person reads, in British English. */
export const english = {
  language: 'en-GB',
  format,
  verdicts,
  claims,
  tests,
  findings,
  reasons,
  reasonSentence,
  limits,
  reaches,
  advice,
  families,
  outlook,
  standIns,
  phases,
  roles,
  decisions,
  outputKinds,
  imageKinds,
  imagesTaken,
  imageBits,
  shippedSide,
  setAttributes,
  dicomSettings,
  ownPreprocessing,
  sampleAnswers,
  resamplers,
  resampling,
  scalings,
  glossary,
  charts,
  report,
  gapSentence,
  errors,
  checks,
  deviceStates,
  dialogs,
  hints,
  looks,
  notices,
  reportDesk,
  steps,
  secrets,
  strength,
  deletion,
};
