/** Puts the values into a template's `{placeholders}`; types make sure that none is missing. */
export function fillMessage(template: string, data: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => data[name] ?? placeholder);
}
