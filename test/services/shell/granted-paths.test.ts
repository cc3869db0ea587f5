import { describe, expect, test } from 'vitest';
import { draftSchema } from '../../../shared/domain/draft.js';
import { isNetworkShare, refuseShares } from '../../../electron/services/files/network-share.js';
import { GrantedPaths } from '../../../electron/services/shell/granted-paths.js';

describe('the paths that the window may name', () => {
  test('are those that were granted, and what lies in them', () => {
    const paths = new GrantedPaths('linux');
    paths.grant('/data/images');
    expect(paths.covers('/data/images')).toBe(true);
    expect(paths.covers('/data/images/a/b.png')).toBe(true);
    expect(paths.covers('/data/images/../images/b.png')).toBe(true);
    for (const other of ['/data', '/', '/data/images2', '/data/images/../secrets', '/data/Images', '/etc/passwd']) {
      expect(paths.covers(other), other).toBe(false);
    }
  });

  test('are the same in either case on Windows, by either slash, and shares are none of them unless granted', () => {
    const paths = new GrantedPaths('win32');
    paths.grant('C:\\Data\\Images');
    expect(paths.covers('c:/data/images/b.png')).toBe(true);
    expect(paths.covers('C:\\Data\\Images\\..\\Secrets')).toBe(false);
    expect(paths.covers('\\\\attacker\\share\\model.onnx')).toBe(false);
    paths.grant('\\\\hospital\\models\\a.onnx');
    expect(paths.covers('\\\\hospital\\models\\a.onnx')).toBe(true);
    expect(paths.covers('\\\\hospital\\models\\b.onnx')).toBe(false);
    expect(paths.covers('//attacker/models/a.onnx')).toBe(false);
  });

  test('are learned from dialogs and kept drafts, and not from what the window sends', () => {
    const paths = new GrantedPaths('linux');
    const model = { model: { path: '/data/a.onnx' } };
    const refusal = {
      code: 'path-not-granted',
      message: 'Nobody chose "/data/a.onnx" in this window.',
      hint: 'Choose the file or folder with the button of its field, or drop it on the field. Engram opens nothing else for the window.',
    };
    const draft = draftSchema.parse({ ...model, referenceModels: ['/data/b.onnx', '/data/c.onnx'] });
    const stamp = { id: 'a', revision: 0 };
    expect(paths.refusalOf('describeModel', model)).toEqual(refusal);
    expect(paths.refusalOf('saveDraft', { stamp, draft })).toEqual(refusal);
    expect(paths.refusalOf('describeModel', model)).toEqual(refusal);
    paths.learn('choosePath', { path: '/data/a.onnx' });
    expect(paths.refusalOf('describeModel', model)).toBeUndefined();
    expect(paths.refusalOf('saveDraft', { stamp, draft })?.message).toBe('Nobody chose "/data/b.onnx" in this window.');
    paths.learn('readDraft', { stamp, draft, hasText: false });
    expect(paths.refusalOf('saveDraft', { stamp, draft })).toBeUndefined();
  });

  test('are none while a person cancels, or a field is still empty', () => {
    const paths = new GrantedPaths('linux');
    paths.learn('choosePath', {});
    const draft = draftSchema.parse({ feature: { kind: 'bitmap', path: '' } });
    expect(paths.refusalOf('saveDraft', { stamp: { id: 'a', revision: 0 }, draft })).toBeUndefined();
    expect(paths.refusalOf('about', {})).toBeUndefined();
  });
});

describe('a share on the network', () => {
  test.each(['\\\\server\\share\\a', '//server/share/a', '\\/server/share', '\\\\?\\UNC\\server\\share', '\\\\.\\pipe\\x'])(
    'is %s on Windows alone',
    (path) => {
      expect(isNetworkShare(path, 'win32')).toBe(true);
      expect(isNetworkShare(path, 'linux')).toBe(false);
    },
  );

  test('is neither a drive nor a folder', () => {
    for (const path of ['C:\\data\\a', 'Z:/a', '/data/a', 'a\\\\b']) expect(isNetworkShare(path, 'win32')).toBe(false);
  });

  test('is refused by a local browser, with what to do', () => {
    const guard = refuseShares('win32');
    expect(guard.refusalOf('listFolder', { path: '\\\\server\\share' })).toEqual({
      code: 'path-not-granted',
      message: '"\\\\server\\share" lies on a network share. Windows would send your password hash to its server.',
      hint: 'If you trust that server, give the share a drive letter in Windows, and choose the file there.',
    });
    expect(guard.refusalOf('listFolder', { path: 'D:\\data' })).toBeUndefined();
    expect(refuseShares('linux').refusalOf('listFolder', { path: '//data' })).toBeUndefined();
  });
});
