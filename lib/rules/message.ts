/**
 * Puts the values into a template's `{placeholders}`.
 * @throws Error where one is missing: types do not reach rules written in JavaScript
 */
export function fillMessage(template: string, data: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    if (typeof value !== 'string') throw new Error(`the message has no value for {${name}}`);
    return value;
  });
}
