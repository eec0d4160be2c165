import { posix, win32 } from 'node:path';
import { namedFrom, slashed } from '../../lib/cli/named-from';
import { isWithin } from '../../lib/facts-file/is-within';

describe('a path as results name it', () => {
  it.each([
    ['below the folder', 'C:\\work', 'C:\\work\\plans\\prod\\plan.json', 'plans/prod/plan.json'],
    ['below it, with the drive written small by one of the two', 'C:\\work', 'c:\\work\\plans', 'plans'],
    ['beside it', 'C:\\work\\app', 'C:\\work\\plans\\plan.json', '../plans/plan.json'],
    ['the folder itself', 'C:\\work', 'C:\\work', ''],
    ['on another drive', 'C:\\work', 'd:\\plans\\plan.json', 'D:/plans/plan.json'],
    ['on a server', 'C:\\work', '\\\\server\\share\\plans', '//server/share/plans'],
  ])('on Windows: %s', (_, folder, path, named) => {
    expect(namedFrom(folder, path, win32)).toBe(named);
  });

  it('is the same for the same place on Windows and elsewhere, so that a stack and its fingerprints are', () => {
    expect(namedFrom('C:\\work', 'C:\\work\\plans\\prod', win32)).toBe(namedFrom('/work', '/work/plans/prod', posix));
  });

  it('keeps a backslash where it is part of a name', () => {
    expect(namedFrom('/work', '/work/a\\b.json', posix)).toBe('a\\b.json');
  });

  it('keeps what the user named, with other separators', () => {
    expect(slashed(win32.normalize('e:/plans/./a.json'), win32)).toBe('E:/plans/a.json');
    expect(slashed('plans\\a.json', win32)).toBe('plans/a.json');
  });
});

describe('a path within a folder of Windows', () => {
  it.each([
    ['C:\\work\\lightbound.yaml', true],
    ['c:\\work\\plans\\..\\lightbound.yaml', true],
    ['C:\\work', true],
    ['C:\\workshop\\lightbound.yaml', false],
    ['C:\\work\\..\\lightbound.yaml', false],
    ['D:\\work\\lightbound.yaml', false],
    ['\\\\server\\work\\lightbound.yaml', false],
    ['C:\\work\\..hidden', true],
  ])('%s: %s', (path, within) => {
    expect(isWithin(path, 'C:\\work', win32)).toBe(within);
  });
});
