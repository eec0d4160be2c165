import { deriveFacts } from '../../lib/facts/derive-facts';
import type { RunRules } from '../../lib/questions/questions';
import type { RawResource } from '../../lib/resources/raw-resource';
import { configureRules } from '../../lib/rules/configuration';
import { evaluate } from '../../lib/rules/evaluate';
import type { OpenFinding } from '../../lib/rules/open';
import { rules } from '../../policies';
import { graphOf } from './build';

/** Runs every rule over resources under one set of declarations after another, and counts the runs. */
export function openRules(resources: readonly RawResource[]): RunRules & { runs: number } {
  const open: RunRules & { runs: number } = Object.assign(
    (declarations: Parameters<RunRules>[0]) => {
      open.runs += 1;
      const graph = graphOf(resources, declarations);
      const findings: OpenFinding[] = [];
      const over = {
        graph,
        facts: deriveFacts(graph, declarations),
        today: () => '2026-01-01',
        onlyStack: '',
        changeOf: () => undefined,
        touched: () => [],
        onOpen: (one: OpenFinding) => findings.push(one),
      };
      evaluate(rules, over, configureRules(declarations));
      return { graph, findings };
    },
    { runs: 0 },
  );
  return open;
}
