import type { Finding, Level } from '../findings/finding';
import type { RuleTally } from './compliance-report';
import type { Fleet } from './fleet';
import { tallyOf } from './tally';

const strictestFirst: readonly (Level | 'off')[] = ['error', 'warning', 'note', 'off'];

/** Every rule of every run, sorted by id. Subjects and passes are those of whole runs. */
export function byRule({ runs }: Fleet, findings: readonly Finding[]): readonly RuleTally[] {
  const all = runs.flatMap(({ run }) => run.result.rules);
  const ids = [...new Set(all.map(({ id }) => id))].sort();
  return ids.flatMap((id): readonly RuleTally[] => {
    const own = all.filter((rule) => rule.id === id);
    const [latest] = own.slice(-1);
    if (latest === undefined) return [];
    const { title, law, help, category } = latest;
    const levels = new Set(own.map(({ level }) => level));
    return [
      {
        id,
        title,
        law,
        ...(help !== undefined && { help }),
        category,
        levels: strictestFirst.filter((level) => levels.has(level)),
        subjects: own.reduce((sum, { subjects }) => sum + subjects, 0),
        passes: own.reduce((sum, { passes }) => sum + passes, 0),
        failed: own.some(({ status }) => status === 'failed'),
        ...tallyOf(findings.filter(({ ruleId }) => ruleId === id)),
      },
    ];
  });
}
