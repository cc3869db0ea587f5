import type { Draft } from '../domain/draft.js';
import type { ImageSource } from '../domain/images.js';
import type { IdentitySource, ReportPlace } from '../domain/signing.js';
import type { CallOutput, ParsedInput } from './calls.js';
import type { CallName } from './names.js';

/** Paths of the machine's files; a part that is left out has none. */
type Paths = readonly (string | undefined)[];

/** Which paths a call names in what it is given: a host that grants paths one by one looks at each of them. */
export const pathsGiven: { readonly [Name in CallName]: (input: ParsedInput<Name>) => Paths } = {
  about: none,
  readSettings: none,
  saveSettings: none,
  listFolder: ({ path }) => [path],
  choosePath: none,
  chooseNewPath: none,
  saveFile: none,
  showPath: ({ path }) => [path],
  protectScreen: none,
  listDrafts: none,
  createDraft: none,
  readDraft: none,
  saveDraft: ({ draft }) => pathsOfDraft(draft),
  deleteDraft: none,
  setPrivateText: none,
  revealPrivateText: none,
  describeModel: ({ model }) => pathsOfModel(model),
  sampleAnswers: ({ model, images }) => [...pathsOfModel(model), ...pathsOfImages(images)],
  previewFeature: ({ request }) => [...pathsOfFeature(request.feature), ...pathsOfImages(request.images)],
  listPresets: none,
  describeImages: ({ images }) => pathsOfImages(images),
  calibrate: none,
  describeDevices: none,
  startAudit: none,
  foreseeAudit: none,
  startSelfCheck: none,
  listRuns: none,
  pauseRun: none,
  resumeRun: none,
  discardRun: none,
  registerStatus: none,
  setUpRegister: ({ certificates }) => certificates,
  openRegister: none,
  lockRegister: none,
  listAudits: none,
  listAuditsOfText: none,
  readAudit: none,
  readDeletion: none,
  deleteAudit: none,
  duplicateAudit: none,
  exportAudit: none,
  drawPlot: none,
  readReport: ({ report }) => pathsOfReport(report),
  makeReport: none,
  readReportFile: none,
  receiveReport: ({ path }) => [path],
  listIdentities: none,
  createIdentity: none,
  readLocalRoot: none,
  openIdentity: ({ identity, deed }) => [...pathsOfIdentity(identity), ...('report' in deed ? pathsOfReport(deed.report) : [])],
  closeIdentity: none,
  signReport: none,
  makeBundle: ({ path }) => [path],
  requestTimeStamp: ({ report }) => pathsOfReport(report),
  addTimeStamp: ({ report, response }) => [...pathsOfReport(report), response],
  findPrivateWords: none,
  verifyEvidence: ({ path, trust }) => [path, ...trust],
};

/** Which paths an answer lets its caller name from then on: those that a person chose, and those that a kept draft holds. */
export const pathsGranted: { readonly [Name in CallName]?: (output: CallOutput<Name>) => Paths } = {
  choosePath: ({ path }) => [path],
  chooseNewPath: ({ path }) => [path],
  saveFile: ({ path }) => [path],
  createDraft: ({ draft }) => pathsOfDraft(draft),
  readDraft: ({ draft }) => pathsOfDraft(draft),
};

/** Every path that a draft names. */
export function pathsOfDraft({ model, sampleImages, feature, hosts, distillation, referenceModels }: Draft): Paths {
  return [
    ...pathsOfModel(model),
    ...pathsOfFeature(feature),
    ...[sampleImages, hosts, distillation.images].flatMap(pathsOfImages),
    ...referenceModels,
  ];
}

function none(): Paths {
  return [];
}

function pathsOfModel(model: { readonly path: string; readonly initial?: string } | undefined): Paths {
  return [model?.path, model?.initial];
}

function pathsOfImages(images: ImageSource | undefined): Paths {
  return images?.source === 'path' ? [images.path, images.labels] : [];
}

function pathsOfFeature(feature: Draft['feature']): Paths {
  return feature.kind === 'bitmap' ? [feature.path] : [];
}

function pathsOfReport(report: ReportPlace): Paths {
  return 'path' in report ? [report.path] : [];
}

function pathsOfIdentity(identity: IdentitySource): Paths {
  if ('p12' in identity) return [identity.p12];
  return 'command' in identity ? [identity.command] : [];
}
