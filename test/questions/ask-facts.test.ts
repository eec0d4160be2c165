import { readFacts } from '../../lib/declarations/read-facts';
import { factsHeader } from '../../lib/declarations/write-facts';
import { askFacts, type Question } from '../../lib/questions/ask-facts';
import { openRules } from '../support/open-rules';
import { terraform } from '../support/resources';

const resources = [
  terraform('vsphere_datacenter.d', { moid: 'datacenter-1', id: 'datacenter-1', name: 'DC0' }),
  terraform('vsphere_host.h', { id: 'id-h', hostname: 'esx1.example', datacenter: 'datacenter-1' }),
  terraform(
    'vsphere_virtual_machine.erp-1',
    { name: 'erp-1', host_system_id: 'id-h', memory: 65536 },
    { change: 'update', before: { name: 'erp-1', host_system_id: 'host-37', memory: 65536 } },
  ),
];

/** Asks with answers by `of key`; what has none is left open, and `stop` ends all answers. */
async function asked(answers: Readonly<Record<string, readonly string[]>>, text = factsHeader) {
  const left = new Map(Object.entries(answers).map(([key, list]) => [key, [...list]]));
  const questions: Question[] = [];
  const result = await askFacts({ text, name: 'lightbound.yaml' }, openRules(resources), async (question) => {
    questions.push(question);
    const answer = left.get(`${question.of} ${question.key}`)?.shift() ?? '';
    return Promise.resolve(answer === 'stop' ? undefined : answer);
  });
  const { declarations, errors } = readFacts(result.text, 'lightbound.yaml');
  expect(errors).toEqual([]);
  return { ...result, declarations, questions, order: questions.map(({ of, key }) => `${of} ${key}`) };
}

const places = { 'sites.host-37 at': ['DUB'], 'sites.DC0 at': ['VIE'] };

test('the most decisive is asked for first, with what it decides and how to learn it', async () => {
  const { questions } = await asked({});
  expect(questions[0]).toMatchObject({
    of: 'sites.host-37',
    about: [expect.stringMatching(/^decides 1 finding of .*migration-rtt-budget/u)],
    key: 'at',
    hint: expect.stringContaining('such as VIE'),
  });
});

test('what is answered is written, with the sites that a link is between', async () => {
  const { declarations, answers, text } = await asked({
    ...places,
    'link DC0 - host-37 rtt': ['40 ms'],
    'platforms.vmotion vmotion': ['8.0'],
  });
  expect(answers).toBe(4);
  expect(declarations.links).toMatchObject([{ between: ['DC0', 'host-37'], rtt: { value: 0.04 } }]);
  expect(declarations.platforms.get('vmotion')).toMatchObject({ value: '8.0' });
  expect(text.startsWith(factsHeader)).toBe(true);
});

test('what is not answered is asked for once', async () => {
  const { order, answers, text } = await asked({});
  expect([new Set(order).size, answers, text]).toEqual([order.length, 0, factsHeader]);
});

test('what no finding hangs on once the answers are known is not asked for', async () => {
  const version = 'platforms.vmotion vmotion';
  expect((await asked({ ...places, 'link DC0 - host-37 rtt': ['40 ms'] })).order).toContain(version);
  // Longer than any version of vMotion allows.
  expect((await asked({ ...places, 'link DC0 - host-37 rtt': ['200 ms'] })).order).not.toContain(version);
});

test('an answer that the reader would refuse is asked for again, with what is wrong', async () => {
  const { questions, declarations } = await asked({ 'sites.host-37 at': ['nowhere', '12', 'DUB'] });
  expect(questions.slice(0, 3).map(({ wrong }) => wrong)).toEqual([
    undefined,
    expect.stringContaining('"nowhere" is not a known place'),
    expect.stringContaining('"12" is not a known place'),
  ]);
  expect(declarations.sites).toMatchObject([{ id: 'host-37', position: { known: true } }]);
});

test.each(['48.2, 16.4', '{ latitude: 48.2, longitude: 16.4 }', '48.2,16.4'])(
  'coordinates may be given as %s',
  async (at) => {
    const { declarations } = await asked({ 'sites.host-37 at': [at] });
    expect(declarations.sites).toMatchObject([{ position: { value: { latitude: 48.2, longitude: 16.4 } } }]);
  },
);

test.each(['VIE\nrules: {}', 'VIE # a', '"', '{ a: b }', '*x', '!!js'])(
  'an answer of %j is no YAML of its own',
  async (at) => {
    const { declarations, questions } = await asked({ 'sites.host-37 at': [at] });
    expect(declarations.sites).toEqual([]);
    expect(questions[1]?.wrong).toBeDefined();
  },
);

test('the name of a site that is declared already puts it there', async () => {
  const { declarations, questions } = await asked(
    { 'sites.host-37 at': ['vienna'] },
    'sites:\n  vienna: { at: VIE, match: [{ datacenter: DC0 }] } # ours\n',
  );
  expect(questions[0]?.sites).toEqual(['vienna']);
  expect(declarations.sites).toMatchObject([
    { id: 'vienna', match: [{ name: 'DC0' }, { kind: 'name', glob: 'host-37' }] },
  ]);
  // One site holds both ends, and nothing else is open.
  expect(questions).toHaveLength(1);
});

test('the end of all answers keeps those that were given', async () => {
  const { answers, declarations, questions } = await asked({ ...places, 'link DC0 - host-37 rtt': ['stop'] });
  expect([answers, declarations.sites.map(({ id }) => id), questions.length]).toEqual([2, ['host-37', 'DC0'], 3]);
});
