import { amendFacts } from '../../lib/declarations/amend-facts';
import type { DraftEntry } from '../../lib/declarations/draft-entries';
import { readFacts } from '../../lib/declarations/read-facts';
import { fc } from '../support/property';

const field = (key: string, value?: string) => ({ key, hint: `such as ${key}`, ...(value !== undefined && { value }) });

const site = (name: string, more: Partial<DraftEntry> = {}): DraftEntry => ({
  section: 'sites',
  name,
  fields: [field('at')],
  match: [`name: ${name}-*`],
  about: [],
  isToConfirm: false,
  weight: 1,
  ...more,
});

const link = (a: string, b: string, ...fields: DraftEntry['fields']): DraftEntry => ({
  ...site(`${a} - ${b}`, { section: 'links', between: [a, b], fields, match: [] }),
});

const platform = (value?: string): DraftEntry =>
  site('vmotion', { section: 'platforms', fields: [field('', value)], match: [] });

const declared = (text: string) => {
  const { declarations, errors } = readFacts(text, 'f');
  expect(errors).toEqual([]);
  return declarations;
};

/** The lines of a text that another has not. */
const newLines = (before: string, after: string): readonly string[] => {
  const old = new Map<string, number>();
  for (const line of before.split('\n')) old.set(line, (old.get(line) ?? 0) + 1);
  return after.split('\n').filter((line) => {
    const count = old.get(line) ?? 0;
    old.set(line, count - 1);
    return count <= 0;
  });
};

const mine = `# ours
sites:
    vienna:   # the old hall
        at: VIE
        match: [{ datacenter: Vienna }]   # both rooms

    dublin:
        # measured twice
        match:
            - name: esx-dub-*
links:
- between: [vienna, dublin]
  rtt: 31 ms # by hand

# the end
rules:
    migration-rtt-budget: warning
`;

describe('what stands in a file stays', () => {
  test('to the character, whatever is added', () => {
    const { text, added } = amendFacts(mine, [
      site('dublin', { match: [] }),
      site('graz'),
      link('dublin', 'vienna', field('rtt'), field('bandwidth')),
      link('graz', 'vienna', field('rtt')),
      platform(),
    ]);
    expect(newLines(text, mine)).toEqual([]);
    expect(newLines(mine, text)).toEqual([
      '        # TODO',
      '        # at: # such as at',
      '    graz:',
      '      # TODO',
      '      # at: # such as at',
      '      match:',
      '        - name: graz-*',
      '  # TODO',
      '  # bandwidth: # such as bandwidth',
      '- between: [graz, vienna]',
      '  # TODO',
      '  # rtt: # such as rtt',
      '# platforms:',
      '  # TODO',
      '  # vmotion: # such as',
      '',
    ]);
    expect(declared(text).sites.map(({ id }) => id)).toEqual(['vienna', 'dublin', 'graz']);
    expect(added).toEqual([
      'sites.dublin',
      'sites.graz',
      'link dublin - vienna',
      'link graz - vienna',
      'platforms.vmotion',
    ]);
  });

  test('with the line breaks of Windows', () => {
    const { text } = amendFacts(mine.replaceAll('\n', '\r\n'), [site('graz')]);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(declared(text).sites).toHaveLength(3);
  });

  test('without a line break at its end', () => {
    expect(declared(amendFacts(mine.trimEnd(), [site('graz')]).text).sites).toHaveLength(3);
  });

  test('and a second time nothing is added', () => {
    const entries = [
      site('graz', { isToConfirm: true }),
      site('dublin', { match: [] }),
      link('dublin', 'vienna', field('bandwidth')),
      platform(),
    ];
    const once = amendFacts(mine, entries).text;
    expect(amendFacts(once, entries)).toEqual({ text: once, added: [] });
  });

  test('in a flow collection that something is added to, as data', () => {
    const flow = 'sites: { vienna: { at: VIE } } # one\nlinks: [] # none\nworkloads: {}\n';
    const { text } = amendFacts(flow, [site('graz'), site('vienna', { fields: [], match: ['name: x'] })]);
    expect(declared(text).sites).toMatchObject([
      { id: 'vienna', match: [{ glob: 'x' }] },
      { id: 'graz', match: [{ glob: 'graz-*' }] },
    ]);
    expect(text).toContain('# one');
    expect(text).toContain('links: [] # none');
  });

  test('in a list with any space behind its hyphens', () => {
    const list =
      'sites:\n  a:\n    match:\n    -   name: x\n  b: { at: VIE }\nlinks:\n -   between: [a, b]\n     rtt: 9 ms\n';
    const { text } = amendFacts(list, [
      site('a', { fields: [], match: ['name: y'] }),
      site('c'),
      link('a', 'c', field('rtt', '9 ms')),
      link('a', 'b', field('bandwidth', '1 Gbit/s')),
    ]);
    expect(declared(text).links).toMatchObject([{ bandwidth: { value: 1e9 } }, { between: ['a', 'c'] }]);
    expect(declared(text).sites[0]?.match).toHaveLength(2);
  });

  test('brackets with nothing in them make room', () => {
    const { text } = amendFacts('sites: {} # none yet\nrules: {}\n', [site('graz')]);
    expect(text).toContain('sites: # none yet\n  graz:\n');
    expect(amendFacts('platforms: {}\n', [platform()]).text).toContain(
      '# platforms:\n  # TODO\n  # vmotion: # such as',
    );
  });
});

describe('what is answered', () => {
  test('takes the place of the comment that asked for it', () => {
    const asked = amendFacts(mine, [site('dublin', { match: [] })]).text;
    const { text } = amendFacts(asked, [site('dublin', { match: [], fields: [field('at', 'DUB')] })]);
    expect(text).toContain('        at: DUB\n');
    expect(text).not.toContain('# at:');
  });

  test('makes an entry of one that was a comment as a whole', () => {
    const comment = amendFacts(mine, [site('graz', { isToConfirm: true }), site('linz', { isToConfirm: true })]).text;
    const { text } = amendFacts(comment, [site('graz', { isToConfirm: true, fields: [field('at', 'graz')] })]);
    expect(text).not.toContain('# graz:');
    expect(text).toContain('    # linz:\n    #   at: # such as at\n');
    expect(declared(text).sites.map(({ id }) => id)).toEqual(['vienna', 'dublin', 'graz']);
  });

  test('makes a section of one that was a comment', () => {
    const comment = amendFacts(mine, [platform()]).text;
    const { text } = amendFacts(comment, [platform('"8.0"')]);
    expect(text.match(/platforms:/gu)).toHaveLength(1);
    expect([...declared(text).platforms.keys()]).toEqual(['vmotion']);
  });

  test('joins the matchers that a site has, or brings the first', () => {
    const { text } = amendFacts(mine, [
      site('dublin', { fields: [], match: ['name: host-37'] }),
      site('vienna', { fields: [], match: ['name: host-38'] }),
    ]);
    expect(declared(text).sites.map(({ match }) => match.length)).toEqual([2, 2]);
    const bare = amendFacts('sites:\n  a:\n    at: VIE\n', [site('a', { fields: [], match: ['name: x'] })]).text;
    expect(bare).toBe('sites:\n  a:\n    at: VIE\n    match:\n      - name: x\n');
  });
});

describe('of any file', () => {
  const names = ['a', 'b', 'c'] as const;
  const comment = fc.constantFrom('', ' # note');
  const entry = fc.record({
    name: fc.constantFrom(...names),
    at: fc.constantFrom('', 'VIE', '{ latitude: 48, longitude: 16 }'),
    isFlow: fc.boolean(),
    comment,
    blank: fc.boolean(),
  });
  const files = fc
    .record({
      entries: fc.uniqueArray(entry, { selector: ({ name }) => name, minLength: 1 }),
      indent: fc.constantFrom(1, 2, 4),
      rest: fc.constantFrom('', 'rules:\n  migration-rtt-budget: warning # ours\n', '# the end\n'),
    })
    .map(({ entries, indent, rest }) => {
      const pad = ' '.repeat(indent);
      const lines = entries.flatMap(({ name, at, isFlow, comment: note, blank }) => {
        const place = at === '' ? [] : [`at: ${at}`];
        const fields = [...place, `match: [{ name: own-${name} }]`];
        const body = isFlow
          ? [`${pad}${name}: { ${fields.join(', ')} }${note}`]
          : [`${pad}${name}:${note}`, ...fields.map((line) => `${pad}${pad}${line}`)];
        return [...body, ...(blank ? [''] : [])];
      });
      return `sites:\n${lines.join('\n')}\n${rest}`;
    });

  test('nothing that it declares is lost, and all that is added is read', () => {
    const wanted = fc.subarray([...names, 'd', 'e'], { minLength: 1 });
    fc.assert(
      fc.property(files, wanted, fc.boolean(), (file, adding, isAnswered) => {
        const before = declared(file);
        const entries = adding.map((name) => site(name, { fields: [isAnswered ? field('at', 'DUB') : field('at')] }));
        const { text } = amendFacts(file, entries);
        const after = declared(text);
        for (const { id, match, position } of before.sites) {
          const found = after.sites.find((one) => one.id === id);
          expect(found?.match).toEqual(expect.arrayContaining([...match]));
          if (position.known) expect(found?.position).toMatchObject({ value: position.value });
        }
        expect(after.sites.map(({ id }) => id).sort()).toEqual(
          [...new Set([...before.sites.map(({ id }) => id), ...adding])].sort(),
        );
        expect([...after.rules.keys()]).toEqual([...before.rules.keys()]);
        for (const note of file.match(/#.*/gu) ?? []) expect(text).toContain(note);
      }),
      { numRuns: 200 },
    );
  });
});
