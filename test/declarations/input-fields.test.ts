import { readFacts } from '../../lib/declarations/read-facts';
import { writeFacts } from '../../lib/declarations/write-facts';
import { factNames, inputRow, type FactOwner } from '../../lib/model/inputs';

const owners = Object.keys(factNames) as FactOwner[];
const rows = owners.flatMap((owner) => factNames[owner].map((name) => ({ ...inputRow(name), owner, name })));

const fileWith = (owner: FactOwner, line: string): string =>
  owner === 'link' ? `links:\n  - between: [a, b]\n    ${line}\n` : `workloads:\n  w:\n    ${line}\n`;

test.each(rows)('the example of $name is read from the facts file', ({ owner, name, key, example }) => {
  const { declarations, errors } = readFacts(fileWith(owner, `${key}: ${example}`), 'f', { knownSites: ['a', 'b'] });
  expect(errors).toEqual([]);
  const declared: object = (owner === 'link' ? declarations.links : declarations.workloads)[0]!;
  expect(declared).toHaveProperty([name, 'known'], true);
});

test('a facts file asks for an input with how to learn it', () => {
  const site = { asksPlace: false, match: [], isToConfirm: false, decides: [] };
  const text = writeFacts({
    sites: ['a', 'b'].map((id) => ({ ...site, id, title: id, at: 'VIE' })),
    links: [{ between: ['a', 'b'], asks: factNames.link, decides: [] }],
    workloads: [{ id: 'w', asks: factNames.workload, match: [{ kind: 'name', glob: 'w' }], decides: [] }],
    platforms: [],
    beyond: [],
  });
  for (const { key, example, learn } of rows) {
    expect(text).toMatch(new RegExp(`# ${key}: # .*${escaped(`such as ${example}; ${learn}`.slice(0, 120))}`, 'u'));
  }
});

const escaped = (written: string): string => written.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
