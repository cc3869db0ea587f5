import type { StudyName } from '../../../../shared/domain/study.js';
import { confirmation } from './confirmation.js';
import { detection } from './detection.js';
import { falseAlarms } from './false-alarms.js';
import { standIns } from './stand-ins.js';
import type { StudyKind } from './kind.js';

export type StudyKinds = Readonly<Record<StudyName, StudyKind>>;

/** The studies, one row each. A new one is a file here, its row, and its name in shared/domain/study.ts. */
export const studyKinds: StudyKinds = { 'false-alarms': falseAlarms, detection, confirmation, 'stand-ins': standIns };
