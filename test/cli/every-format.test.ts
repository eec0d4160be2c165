/* What no reader of any format may miss, from the files of a repository to the text. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFormats, type CheckFormat } from '../../lib/cli/check-formats';
import { directoryWith, removeDirectories } from './fake-io';
import { runIn } from './run-in';

afterEach(removeDirectories);

const example = (name: string): string => readFileSync(join(__dirname, '../../examples', name), 'utf8');

const files = {
  'plan.json': example('plan.json'),
  'cut.json': example('plan.json').slice(0, 1000),
  'far.yaml': example('facts/far.yaml'),
  'never.yaml': `${example('facts/far.yaml')}\ncheck: { failOn: never }\n`,
  'off.yaml': `${example('facts/far.yaml')}\nrules: { stretched-cluster-rtt: off }\n`,
  'broken.yaml': 'sites: [',
};

/** Without what a page and Markdown add: lines that end, marks, entities. */
const wordsOf = (text: string): string =>
  text
    .replace(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/<\/?(?:code|li|span|t[dhr]|wbr)[^>]*>/gu, '')
    .replace(/\\([\\[\]])/gu, '$1')
    .replace(/\s+/gu, '');

/** In a result that a rule is off is a record, in the page a row of a table; elsewhere it is a sentence. */
function loweredAs(format: CheckFormat): string {
  if (format === 'json') return '"value":"off","default":"error","lowers":true';
  return format === 'html' ? 'stretched-cluster-rttleveloff' : 'stretched-cluster-rttisoff,noterror';
}

describe.each(Object.keys(checkFormats) as CheckFormat[])('the format %s', (format) => {
  const check = async (...argv: readonly string[]) => {
    const { code, out } = await runIn(directoryWith(files), 'check', ...argv, '--format', format);
    return { code, told: wordsOf(out) };
  };

  it.each([
    [['plan.json', '--facts', 'never.yaml'], 'isnever:bythisfilenofinding'],
    [['plan.json', '--facts', 'off.yaml'], 'stretched-cluster-rttisoff,noterror'],
    [['plan.json', '--config-from', 'far.yaml', '--facts', 'never.yaml'], 'isnottaken:onlyfar.yamlsayshowtocheck'],
  ])('names what %j declares so that less is found', async (argv, said) => {
    const { told } = await check(...argv);
    expect(told).toContain(said.endsWith('isoff,noterror') ? loweredAs(format) : said);
  });

  it.each([
    [['cut.json'], 'cut.json', 3],
    [['plan.json', 'cut.json'], 'cut.json', 3],
  ])('names what of %j could not be read', async (argv, said, code) => {
    const result = await check(...argv);
    expect([result.code, result.told]).toEqual([code, expect.stringContaining(said)]);
  });

  it('names facts that are broken, where it is read by machines', async () => {
    const { code, told } = await check('plan.json', '--facts', 'broken.yaml');
    expect(code).toBe(2);
    if (checkFormats[format].audience === 'machines') expect(told).toContain('broken.yaml');
  });
});
