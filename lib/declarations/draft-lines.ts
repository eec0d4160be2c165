import type { Refusal, WrittenMatcher } from './draft-entries';
import type { FactPath } from './fact-error';
import { yamlComment, yamlScalar } from './yaml-text';

/** A place as `lightbound.yaml` holds it. */
export function placeText(at: unknown): string {
  if (typeof at === 'string') return yamlScalar(at);
  const { latitude, longitude } = at as { readonly latitude: number; readonly longitude: number };
  return `{ latitude: ${latitude}, longitude: ${longitude} }`;
}

/** Matchers as a list; those that the reader would refuse as comments, and none at all as a gap. */
export function matchLines(
  match: readonly WrittenMatcher[],
  path: FactPath,
  refused: Refusal,
  example: string,
): readonly string[] {
  const lines = match.map((matcher, index) => {
    const wrong = refused([...path, index]);
    const text = matcherText(matcher);
    return wrong === undefined
      ? { isUsed: true, line: `      - ${text}` }
      : { isUsed: false, line: `      ${yamlComment(`TODO - ${text}: ${wrong}`)}` };
  });
  const gap = yamlComment(`TODO match: how to recognise what belongs to it, such as - name: "${example}"`);
  return lines.some(({ isUsed }) => isUsed)
    ? ['    match:', ...lines.map(({ line }) => line)]
    : [`    ${gap}`, '    match: []', ...lines.map(({ line }) => line)];
}

function matcherText(matcher: WrittenMatcher): string {
  const [[kind, value] = ['', '']] = Object.entries(matcher);
  if (typeof value === 'string') return `${kind}: ${yamlScalar(value)}`;
  const pairs = Object.entries(value).map(([key, text]) => `${yamlScalar(key)}: ${yamlScalar(text)}`);
  return `${kind}: { ${pairs.join(', ')} }`;
}

/** The fields in their order: what was seen as it is, what was not as a gap. */
export function fieldLines(
  gaps: Readonly<Record<string, string>>,
  seen: Readonly<Record<string, string | undefined>>,
  path: FactPath,
  refused: Refusal,
): readonly string[] {
  return Object.entries(gaps).map(([key, hint]) => {
    const value = seen[key];
    const wrong = value === undefined ? undefined : refused([...path, key]);
    if (value !== undefined && wrong === undefined) return `    ${key}: ${yamlScalar(value)}`;
    return `    ${yamlComment(`TODO ${key}: ${hint}${wrong === undefined ? '' : `; ${wrong}`}`)}`;
  });
}
