import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, readForQuestions } from '../../lib/check';
import { openEntries } from '../../lib/declarations/facts-draft';
import { readFacts } from '../../lib/declarations/read-facts';
import { writeFacts } from '../../lib/declarations/write-facts';
import type { Finding } from '../../lib/findings/finding';
import { draftFacts } from '../../lib/questions/draft-facts';
import { rules } from '../../policies';
import { facts } from '../support/build';
import { fillIn, openParts, type Answers } from './fill-in';

const fixtures = join(__dirname, '../fixtures');
const recordings = ['plans', 'pulumi'].flatMap((kind) =>
  readdirSync(join(fixtures, kind), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:plan|preview|export)[^/]*\.json$/u.test(name))
    .map((name) => join(kind, name)),
);

const documentsOf = (path: string) => [{ path, bytes: readFileSync(join(fixtures, path)) }];
const draftOf = (path: string) =>
  draftFacts(readForQuestions({ documents: documentsOf(path), rules, today: '2026-01-01' }).open);

/** Those on which a fact that people can state would have a say. */
function openFindings(path: string, yaml: string): readonly Finding[] {
  const request = {
    documents: documentsOf(path),
    declarations: facts(yaml),
    rules,
    version: 'test',
    today: '2026-01-01',
  };
  return check(request).findings.filter(({ evidence }) => evidence.toDecide !== undefined);
}

/** Where the places of the recordings are, as their READMEs and names say; of an invented metro, coordinates. */
const places: Readonly<Record<string, string>> = {
  perth: 'perth',
  singapore: 'SIN',
  vie: 'VIE',
  dub: 'DUB',
  fra: 'FRA',
  witness: 'FRA',
  'host-33': 'DUB',
  'host-37': 'DUB',
  'host-91': 'VIE',
  DC0: 'VIE',
  production: 'VIE',
  'equinix-metro-TL': '{ latitude: 43.6, longitude: 1.44 }',
};

const at = (name: string): string => {
  const place = places[name];
  if (place === undefined) throw new Error(`nothing tells where ${name} is`);
  return place;
};

const workload = { memory: '64 GiB', dirtyRate: '40 MiB/s', workingSet: '4 GiB' };
const versions = { vmotion: '"8.0"', vsan: '"8.0"', 'hcx-vmotion': '"4.0"' };

/** Two links that people may well have; light takes 36 ms from Perth to Singapore and back, the longest way here. */
const answers: Readonly<Record<string, Answers>> = {
  'a wide and clean link': {
    ...workload,
    ...versions,
    at,
    rtt: '60 ms',
    bandwidth: '10 Gbit/s',
    loss: '0.0001 %',
    window: '64 MiB',
    migrationShare: '50 %',
  },
  'a narrow link with loss': {
    ...workload,
    ...versions,
    at,
    rtt: '180 ms',
    bandwidth: '200 Mbit/s',
    loss: '0.1 %',
    window: '1 MiB',
    migrationShare: '20 %',
  },
};

test('there are recordings, and most of what they ask for is known', () => {
  expect(recordings.length).toBeGreaterThan(25);
  expect(recordings.filter((path) => openEntries(draftOf(path)) > 0).length).toBeGreaterThan(5);
});

describe.each(recordings)('%s', (path) => {
  const draft = draftOf(path);
  const text = writeFacts(draft);

  test('asks for at most eight entries, and for none where no finding hangs on one', () => {
    expect(openEntries(draft)).toBeLessThanOrEqual(8);
    expect(draft.beyond).toEqual([]);
    if (openFindings(path, 'version: 1').length > 0) expect(openEntries(draft)).toBeGreaterThan(0);
  });

  test('is a facts file as it is, which decides nothing, and with any one part filled in', () => {
    const before = openFindings(path, 'version: 1').map(({ ruleId, subject }) => `${ruleId} ${subject.id}`);
    const after = openFindings(path, text).map(({ ruleId, subject }) => `${ruleId} ${subject.id}`);
    expect(after).toEqual(expect.arrayContaining(before));
    for (const part of openParts(text)) {
      const filled = fillIn(text, answers['a wide and clean link'] ?? {}, part);
      const errors = readFacts(filled, 'lightbound.yaml').errors.map(({ message }) => message);
      // A link between sites of which one is no part of the file yet waits for it.
      if (/^ *# - between/mu.test(text))
        expect(errors.filter((message) => !message.includes('is not declared'))).toEqual([]);
      else expect(errors).toEqual([]);
    }
  });

  test.each(Object.entries(answers))('decides every finding once filled in: %s', (_, given) => {
    const open = openFindings(path, fillIn(text, given));
    expect(open.map(({ message, evidence }) => `${message} ${evidence.toDecide?.join()}`)).toEqual([]);
  });
});
