/** A name in small letters a to z and digits, its words joined with hyphens: `São Paulo` is sao-paulo. */
export function hyphenate(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/gu, '-').replace(/^-|-$/gu, '');
}
