import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { readForQuestions, check } from '../../lib/check';
import { readFacts } from '../../lib/declarations/read-facts';
import { writeFacts } from '../../lib/declarations/write-facts';
import { openEntries } from '../../lib/declarations/facts-draft';
import { draftFacts } from '../../lib/questions/draft-facts';
import { rules } from '../../policies';
import { fillIn } from './fill-in';

const roots = ['test/fixtures/plans', 'test/fixtures/pulumi', '/work/shared/plans', '/work/shared/cases/field', '/work/shared/cases/pulumi', '/work/shared/cases/hostile'];
function* files(dir: string): Generator<string> {
  for (const e of readdirSync(dir, { withFileTypes: true })) {
    const p = join(dir, e.name);
    if (e.isDirectory()) yield* files(p);
    else if (p.endsWith('.json')) yield p;
  }
}
const all = roots.filter((r) => existsSync(r)).flatMap((r) => [...files(r)]);
test('scratch', () => {
  const out: string[] = [];
  for (const path of all) {
    const text = readFileSync(path, 'utf8');
    if (text.length > 3e6) continue;
    const documents = [{ path, bytes: readFileSync(path) }];
    let q;
    try { q = readForQuestions({ documents, rules, today: '2026-01-01' }); } catch (e) { out.push(`${path}: READ ${String(e)}`); continue; }
    const draft = draftFacts(q.open);
    const n = openEntries(draft);
    const yaml = writeFacts(draft);
    const errs = readFacts(yaml, 'x').errors;
    const answers = { at: (name: string) => ({ perth: 'perth', singapore: 'SIN', vie: 'VIE', dub: 'DUB', fra: 'FRA' } as Record<string, string>)[name] ?? `{ latitude: ${48 + name.length / 10}, longitude: ${10 + (name.codePointAt(name.length - 1) ?? 0) / 30} }`, rtt: '60 ms', bandwidth: '10 Gbit/s', loss: '0.001 %', window: '16 MiB', migrationShare: '40 %', memory: '64 GiB', dirtyRate: '40 MiB/s', workingSet: '4 GiB', vmotion: '"8.0"', vsan: '"8.0"', 'hcx-vmotion': '"4.0"' };
    let filled = '';
    try { filled = fillIn(yaml, answers); } catch (e) { out.push(`${path}: FILL ${String(e)}\n${yaml}`); continue; }
    const f = readFacts(filled, 'x');
    const res = check({ documents, declarations: f.declarations, rules, version: '1', today: '2026-01-01' });
    const und = res.findings.filter((x) => x.evidence.toDecide !== undefined);
    if (n > 8 || errs.length || f.errors.length || und.length || draft.beyond.length)
      out.push(`${path}: open=${n} errs=${JSON.stringify(errs)} ferrs=${JSON.stringify(f.errors)} und=${und.map((x) => `${x.outcome} ${x.ruleId} ${x.message} :: ${x.evidence.toDecide?.join(' | ')}`).join('\n    ')} beyond=${draft.beyond.slice(0,5).join(' / ')}`);
  }
  require('node:fs').writeFileSync('/tmp/scratch.txt', `${all.length} files\n${out.join('\n')}`);
}, 600000);
