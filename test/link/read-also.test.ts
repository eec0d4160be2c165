import { readAlso } from '../../lib/link/read-also';
import { optionComplaints, optionsOf, viennaDublin } from './ask-for-options';

const writtenIn = (text: string) => readAlso(text).written;

describe('a further column is written as', () => {
  test.each([
    ['one option', 'platform=qemu', { platform: 'qemu' }],
    ['several', 'bandwidth=10 Gbit/s, rtt=5 ms', { bandwidth: '10 Gbit/s', rtt: '5 ms' }],
    ['several, with semicolons and dashes', '--dirty-rate=1 MB/s;--rpo = 5 min', { dirtyRate: '1 MB/s', rpo: '5 min' }],
    [
      'thousands with commas',
      'bandwidth=1,000,000 kbit/s, storage=vsan@8',
      { bandwidth: '1,000,000 kbit/s', storage: 'vsan@8' },
    ],
    [
      'points of a curve',
      'dirty-curve=1 s: 200 MiB, 10 s: 1 GiB, rtt=5 ms',
      { dirtyCurve: '1 s: 200 MiB, 10 s: 1 GiB', rtt: '5 ms' },
    ],
    ['switches', 'no-shared-storage, vlan-tagged', { sharedStorage: false, vlanTagged: true }],
    ['a switch turned on again', 'shared-storage, rtt=5 ms', { sharedStorage: true, rtt: '5 ms' }],
  ])('%s', (_, text, written) => {
    expect(readAlso(text)).toEqual({ written, errors: [] });
  });
});

test.each([
  ['bandwith=1 Gbit/s', '"bandwith" is not an option; did you mean bandwidth?'],
  ['machines=3', /^"machines" is not an option; /],
  ['format=json', /^"format" is not an option; /],
  ['constructor=1', /^"constructor" is not an option; /],
  ['', 'write options of the command, such as "bandwidth=10 Gbit/s, rtt=5 ms"'],
  ['rtt=1 ms, rtt=2 ms', 'rtt is given twice; give it once'],
  ['rtt', 'rtt needs a value: rtt=...'],
  ['no-shared-storage=yes', 'no-shared-storage takes no value'],
])('%j is refused in one line', (text, message) => {
  const [first] = readAlso(text).errors;
  expect(first).toEqual({
    where: `--also ${JSON.stringify(text)}`,
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
});

test('what nobody wrote stays out of it', () => {
  expect(Object.keys(writtenIn('platform=qemu'))).toEqual(['platform']);
});

test('a value is read as that of the option, and what is wrong with the command is told once', () => {
  expect(optionComplaints({ ...viennaDublin, rpo: '5' }, ['rtt=31', 'storage=vsam', 'interval=5 min'])).toEqual([
    '--rpo: "5" has no unit; a duration is written in us, ms, s, min, h or d',
    '--also "rtt=31": --rtt: "31" has no unit; a duration is written in us, ms, s, min, h or d',
    '--also "storage=vsam": --storage: "vsam" is not a known storage between sites; did you mean vsan?',
    '--also "interval=5 min": --interval: needs --change-rate',
  ]);
  expect(optionComplaints({ ...viennaDublin, burstTime: '5 min', sinceSync: '1 h' })).toEqual([
    '--burst-time: needs --burst-rate',
  ]);
});

test('control characters in it are not printed', () => {
  expect(optionComplaints(viennaDublin, ['rt\u001b[31mt=5 ms'])).toEqual([
    expect.stringMatching(/^--also "rt \[31mt=5 ms": "rt \[31mt" is not an option/u),
  ]);
});

test('the title of a column is what was written, in one line', () => {
  const { columns } = optionsOf('VIE', 'DUB', viennaDublin, ['  bandwidth=10 Gbit/s,\n rtt=25 ms ']);
  expect(columns[1]?.title).toBe('bandwidth=10 Gbit/s, rtt=25 ms');
});
