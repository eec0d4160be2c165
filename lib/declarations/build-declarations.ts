import { known, unknown, type Known } from '../graph/known';
import { knownInputs, type KnownInputs } from '../graph/known-inputs';
import { inputs, type FactName, type FactOwner, type InputRow, type InputValue } from '../model/inputs';
import type { QuantityKind } from '../model/quantity';
import { buildMatcher } from './build-site';
import { checkedQuantity, type OriginOf } from './checked-quantity';
import type { DeclaredLink, RuleSetting, WorkloadClass } from './declarations';
import type { FactPath } from './fact-error';
import type { WrittenFacts } from './facts-schema';
import type { WrittenPoint } from './workload-problems';

type Written<Group extends 'workloads' | 'rules'> = NonNullable<WrittenFacts[Group]>[string];
type WrittenLink = NonNullable<WrittenFacts['links']>[number];

export function buildLink(link: WrittenLink, path: FactPath, originOf: OriginOf): DeclaredLink {
  const [a, b] = link.between;
  return {
    between: [a, b],
    ...declaredInputs('link', `link ${a} - ${b}`, link, path, originOf),
    origin: originOf(path, 'key'),
  };
}

export function buildWorkload(
  id: string,
  workload: Written<'workloads'>,
  path: FactPath,
  originOf: OriginOf,
): WorkloadClass {
  return {
    id,
    ...declaredInputs('workload', `workload ${id}`, workload, path, originOf),
    match: (workload.match ?? []).map(buildMatcher),
    origin: originOf(path, 'key'),
  };
}

export function buildRule(rule: Written<'rules'>, path: FactPath, originOf: OriginOf): RuleSetting {
  const origin = originOf(path, 'key');
  if (typeof rule === 'string') return { level: rule, options: {}, origin };
  const options = rule.options ?? {};
  const names = Object.keys(options);
  return {
    ...(rule.level === undefined ? {} : { level: rule.level }),
    ...(rule.waivable === undefined ? {} : { waivable: rule.waivable }),
    options,
    optionOrigins: Object.fromEntries(names.map((name) => [name, originOf([...path, 'options', name])])),
    origin,
  };
}

/** What is declared of each input, as the check of facts has let it through. */
function declaredInputs<Of extends FactOwner>(
  owner: Of,
  name: string,
  written: Readonly<Record<string, unknown>>,
  path: FactPath,
  originOf: OriginOf,
): KnownInputs<Of> {
  return knownInputs(owner, (input): Known<InputValue<FactName<Of>>> => {
    const row: InputRow & { readonly key: string } = inputs[input];
    const value = written[row.key];
    if (value === undefined) return unknown('not-declared', `${name}: ${row.noun} not declared`);
    return known(checkedValue(row, value) as InputValue<FactName<Of>>, originOf([...path, row.key]));
  });
}

function checkedValue({ kind }: InputRow, written: unknown): unknown {
  switch (kind) {
    case 'count':
    case 'word':
    case 'day':
    case 'switch':
      return written;
    case 'curve':
      return (written as readonly WrittenPoint[]).map((point) => ({
        within: checkedQuantity('duration', point.within),
        dirtied: checkedQuantity('size', point.dirtied),
      }));
    default:
      return typeof written === 'number' ? written : checkedQuantity<QuantityKind>(kind, String(written));
  }
}
