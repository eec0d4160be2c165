/** A text as the name of an entry of a facts file. */
export const legalName = (text: string): string =>
  [...text.replace(/[\s/\u0000-\u001f\u007f-\u009f]+/gu, '-')].slice(0, 56).join('') || 'unnamed';
