import { expect, test } from 'vitest';
import { patientDataIn, patientDataPathWarnings, patientDataWarnings } from '../../shared/domain/patient-data.js';

test.each([
  ['DOB 3.4.1961', ['a date of birth', 'a date']],
  ['seen on 2024-11-02', ['a date']],
  ['NHS 943 476 5919', ['an NHS number']],
  ['MRN: 0012345', ['a patient number']],
  ['the overlay of Smith, Jane', ['a name']],
  ['Herr Müller complained', ['a name']],
  ['Incident 8841: an overlay was found in the archive.', []],
  ['Orders the worklist of chest X-rays by urgency, version 2.3', []],
])('"%s" looks like %j', (text, found) => {
  expect(patientDataIn(text)).toEqual(found);
});

test('a warning names the field', () => {
  expect(patientDataWarnings({ reason: 'MRN 991234', dpia: 'DPIA-7' })).toEqual([
    '"reason" looks as if it held a patient number. It will stand in the report: take patient data out of it.',
  ]);
});

test.each([
  ['/data/MRN_0012345/scans', 'a patient number'],
  ['scans/smith_jane_dob_1961/held-out', 'a date of birth'],
  ['results_2024-11-02_final', 'a date'],
  ['C:\\scans\\patient-0012345', 'a patient number'],
])('a warning about the path "%s" names what lies there, and not the path', (path, found) => {
  expect(
    patientDataPathWarnings({ 'the model': 'models/resnet50_224x224_v1.5.onnx', 'the host images': path, 'the results': undefined }),
  ).toEqual([
    `The path of the host images looks as if it held ${found}. Shells and systems keep paths: name files and folders without patient data.`,
  ]);
});
