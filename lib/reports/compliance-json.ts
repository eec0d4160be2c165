import type { ComplianceReport } from '../compliance/compliance-report';
import { escapeJson } from './escape';

/** The report as JSON, piece by piece: a finding is a line, and thousands of them never stand in memory as one text. */
export function* complianceJson({ findings, ...rest }: ComplianceReport): Generator<string> {
  const head = escapeJson(JSON.stringify(rest, null, 2));
  yield `${head.slice(0, head.lastIndexOf('\n}'))},\n  "findings": [`;
  let before = '\n    ';
  for (const finding of findings) {
    yield `${before}${escapeJson(JSON.stringify(finding))}`;
    before = ',\n    ';
  }
  yield findings.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}
