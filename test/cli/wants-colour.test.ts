import { PassThrough } from 'node:stream';
import { wantsColour, type ColourChoice } from '../../lib/cli/wants-colour';
import { fakeIo, inherited } from './fake-io';

const terminal = fakeIo({ terminals: ['stdout'] }).stdout;
const pipe = fakeIo().stdout;

it.each<[string, boolean, ColourChoice, typeof pipe | undefined, Record<string, string>]>([
  ['a terminal', true, 'auto', terminal, {}],
  ['a pipe', false, 'auto', pipe, {}],
  ['a file', false, 'auto', undefined, {}],
  ['a file, though FORCE_COLOR is set', false, 'auto', undefined, { FORCE_COLOR: '1' }],
  ['a terminal with NO_COLOR', false, 'auto', terminal, { NO_COLOR: '1' }],
  ['a terminal with an empty NO_COLOR', true, 'auto', terminal, { NO_COLOR: '' }],
  ['a dumb terminal', false, 'auto', terminal, { TERM: 'dumb' }],
  ['a pipe with FORCE_COLOR', true, 'auto', pipe, { FORCE_COLOR: '1' }],
  ['a terminal with FORCE_COLOR=0', false, 'auto', terminal, { FORCE_COLOR: '0' }],
  ['a pipe with both NO_COLOR and FORCE_COLOR', false, 'auto', pipe, { NO_COLOR: '1', FORCE_COLOR: '1' }],
  ['a pipe with --color always', true, 'always', pipe, { NO_COLOR: '1' }],
  ['a terminal with --color never', false, 'never', terminal, { FORCE_COLOR: '1' }],
])('decides for %s', (_, colour, choice, stream, env) => {
  expect(wantsColour(choice, stream, env)).toBe(colour);
});

it('asks the stream itself, not what every object inherits', async () => {
  const wants = await inherited('isTTY', true, () => wantsColour('auto', new PassThrough(), {}));
  expect(wants).toBe(false);
});
