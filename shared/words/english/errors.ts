import { auditErrors } from './errors/audit.js';
import { commandLineErrors } from './errors/command-line.js';
import { dicomErrors } from './errors/dicom.js';
import { evidenceErrors } from './errors/evidence.js';
import { featuresErrors } from './errors/features.js';
import { imagesErrors } from './errors/images.js';
import { jsonErrors } from './errors/json.js';
import { kerasErrors } from './errors/keras.js';
import { modelsErrors } from './errors/models.js';
import { networksErrors } from './errors/networks.js';
import { onnxErrors } from './errors/onnx.js';
import { programErrors } from './errors/program.js';
import { registerErrors } from './errors/register.js';
import { reportFileErrors } from './errors/report-file.js';
import { runtimesErrors } from './errors/runtimes.js';
import { statisticsErrors } from './errors/statistics.js';
import { systemErrors } from './errors/system.js';
import { trainingErrors } from './errors/training.js';

/** Every error by its name: what is said of it, from the names and numbers that it carries. */
export const errors = {
  ...auditErrors,
  ...commandLineErrors,
  ...dicomErrors,
  ...evidenceErrors,
  ...featuresErrors,
  ...imagesErrors,
  ...jsonErrors,
  ...kerasErrors,
  ...modelsErrors,
  ...networksErrors,
  ...onnxErrors,
  ...programErrors,
  ...registerErrors,
  ...reportFileErrors,
  ...runtimesErrors,
  ...statisticsErrors,
  ...systemErrors,
  ...trainingErrors,
};
