/** Every tag is closed in its turn, every attribute quoted, every `&` an entity. */
export function faultsOf(xml: string): readonly string[] {
  const open: string[] = [];
  const faults: string[] = [];
  for (const [tag, slash = '', name = '', attributes = '', empty = ''] of xml.matchAll(
    /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/gu,
  )) {
    if (slash === '/') {
      if (open.pop() !== name) faults.push(`${tag} closes nothing`);
    } else if (empty === '') open.push(name);
    if (/&(?!(?:\w+|#\d+);)/u.test(attributes)) faults.push(`${tag} has a bare &`);
  }
  const text = xml.replace(/<\/?[A-Za-z][\w:-]*(?:\s+[\w:-]+="[^"<]*")*\s*\/?>/gu, '');
  if (/[<>]|&(?!(?:\w+|#\d+);)/u.test(text)) faults.push('text is not escaped');
  return [...faults, ...open.map((name) => `${name} is not closed`)];
}
