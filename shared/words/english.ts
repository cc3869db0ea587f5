import { advice } from './english/advice.js';
import { charts } from './english/charts.js';
import { claims } from './english/claims.js';
import { families } from './english/families.js';
import { findings } from './english/findings.js';
import { imageBits, imageKinds, imagesTaken, outputKinds, ownPreprocessing } from './english/formats.js';
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
  phases,
  roles,
  decisions,
  outputKinds,
  imageKinds,
  imagesTaken,
  imageBits,
  ownPreprocessing,
  glossary,
  charts,
  report,
  secrets,
  deletion,
};
