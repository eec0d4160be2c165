import type { Door } from '../../lib/cli/check-command';
import { run } from '../../lib/cli/run';
import { directoryWith, fakeIo, removeDirectories, type FakeIo } from './fake-io';

afterEach(removeDirectories);

const unreached: Door = {
  version: '1.2.3',
  rules: () => {
    throw new Error('wires\ncrossed \u001b[31m');
  },
};

async function lightbound(
  argv: readonly string[],
  env: Record<string, string> = {},
): Promise<FakeIo & { code: number }> {
  const io = fakeIo({ env, cwd: directoryWith({ 'plan.json': '{}' }) });
  return { ...io, code: await run(argv, io, unreached) };
}

it('tells its version', async () => {
  const { code, out, err } = await lightbound(['--version']);
  expect([code, out(), err()]).toEqual([0, '1.2.3\n', '']);
});

it.each([[['--help']], [['check', '--help']], [['help', 'init']]])('%s is help, on standard output', async (argv) => {
  const { code, out, err } = await lightbound(argv);
  expect([code, err()]).toEqual([0, '']);
  expect(out()).toMatch(/^Usage: lightbound/);
  expect(
    out()
      .split('\n')
      .filter((line) => line.length > 80),
  ).toEqual([]);
});

it.each([
  [['check', 'plan.json', '--facts', 'a', '--facts', 'b'], "option '--facts <file>' is given twice; give it once"],
  [['check', 'plan.json', '-o', 'a', '--output=b'], "option '-o, --output <file>' is given twice; give it once"],
  [['check', 'plan.json', '--allow-empty', '--allow-empty'], "option '--allow-empty' is given twice; give it once"],
  [['link', 'VIE', 'DUB', '--rtt', '1 ms', '--rtt', '2 ms'], "option '--rtt <time>' is given twice; give it once"],
])('refuses %j', async (argv, message) => {
  const { code, err } = await lightbound(argv);
  expect([code, err()]).toEqual([2, `lightbound: ${message}\n`]);
});

it('lists the exit codes under check --help', async () => {
  expect((await lightbound(['check', '--help'])).out()).toMatch(/0 {2}clean\n[^]*6 {2}nothing was read/);
});

it('without a command is help on standard error, and a usage error', async () => {
  const { code, out, err } = await lightbound([]);
  expect([code, out()]).toEqual([2, '']);
  expect(err()).toMatch(/^Usage: lightbound/);
});

it.each<[string, readonly string[], string]>([
  ['an unknown command', ['chek'], "unknown command 'chek' (Did you mean check?)"],
  ['an unknown option', ['check', '--formt', 'json'], "unknown option '--formt' (Did you mean --format?)"],
  [
    'an unknown format',
    ['check', 'plan.json', '--format', 'xml'],
    "option '--format <format[=file]>' argument 'xml' is invalid. Allowed formats are pretty, brief, json, sarif, junit, github, gitlab, markdown, github-summary, atlantis, csv, html.",
  ],
  [
    'an unknown level',
    ['check', '--fail-on', 'fatal'],
    "option '--fail-on <level>' argument 'fatal' is invalid. Allowed are error, warning, note, never, new, or both, such as \"warning,new\".",
  ],
  [
    'an unknown choice of colour',
    ['check', '--color', 'plan.json'],
    "option '--color <when>' argument 'plan.json' is invalid. Allowed choices are auto, always, never.",
  ],
  ['an option without its value', ['check', '--facts'], "option '--facts <file>' argument missing"],
  ['a terminal escape in an argument', ['\u001b[31m'], "unknown command '\\u001b[31m'"],
])('%s is a usage error of one line', async (_, argv, message) => {
  const { code, out, err } = await lightbound(argv);
  expect([code, out(), err()]).toEqual([2, '', `lightbound: ${message}\n`]);
});

it('an unexpected exception is one line, without a stack', async () => {
  const { code, out, err } = await lightbound(['check', 'plan.json']);
  expect([code, out(), err()]).toEqual([
    4,
    '',
    'lightbound: internal error: wires\\ncrossed \\u001b[31m (set LIGHTBOUND_DEBUG=1 for the stack)\n',
  ]);
});

it('shows the stack where asked', async () => {
  expect((await lightbound(['check', 'plan.json'], { LIGHTBOUND_DEBUG: '1' })).err()).toMatch(/lightbound: {5}at /);
});
