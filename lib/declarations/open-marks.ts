import { MARK } from './mark';

/** A line on what `lightbound init` asked for in a facts file and nobody has filled in. */
export function openMarks(text: string, file: string): readonly string[] {
  const open = text.match(new RegExp(`^ *# ${MARK}\\b`, 'gmu'))?.length ?? 0;
  if (open === 0) return [];
  return [`${file} asks for ${open === 1 ? 'an entry' : `${open} entries`} still to be filled in, marked ${MARK}`];
}
