import type { Finding } from '../findings/finding';
import type { Origin } from '../graph/location';

/** The line of a facts file where something was declared; nothing of what comes from elsewhere. */
export function declaredAt(origin: Origin | undefined): Pick<Finding, 'declaredAt'> {
  if (origin?.kind !== 'declaration') return {};
  const { source, path, line, column } = origin;
  const place = { ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
  return { declaredAt: { source, path, ...place } };
}
