import { readStackTags, siteTag } from '../../lib/declarations/read-tags';

const tags = (pairs: Readonly<Record<string, string>>): ReadonlyMap<string, string> => new Map(Object.entries(pairs));
const sites = ['vienna', 'dublin', 'aws:eu-west-1'];

describe('the site that tags name', () => {
  test.each([
    ['in the spelling of AWS', { 'lightbound:site': 'vienna' }, 'vienna'],
    ['in the spelling of a Google Cloud label', { 'lightbound-site': 'vienna' }, 'vienna'],
    ['in the spelling of a name without hyphens', { lightbound_site: 'vienna' }, 'vienna'],
    ['with spaces around it', { 'lightbound:site': ' vienna ' }, 'vienna'],
    ['not at all', { site: 'vienna' }, undefined],
    ['with nothing', { 'lightbound:site': '' }, undefined],
  ])('%s', (_, pairs, site) => {
    expect(siteTag(tags(pairs))).toBe(site);
  });
});

describe('tags of a stack', () => {
  test.each([
    ['with all three values', '10 Gbit/s, 31 ms, 40 %', 10e9, 0.031, 0.4],
    ['in another order', '40 %; 31 ms; 10 Gbit/s', 10e9, 0.031, 0.4],
    ['without spaces, where a comma stands between thousands too', '1,000 Mbit/s,31 ms', 1e9, 0.031, undefined],
    ['with its round trip alone', '31 ms', undefined, 0.031, undefined],
  ])('declare a link %s', (_, value, bandwidth, rtt, share) => {
    const { declarations, errors } = readStackTags(tags({ 'lightbound:link:vienna:dublin': value }), sites);
    const [link] = declarations.links;
    const read = (fact: { known: boolean; value?: unknown } | undefined) =>
      fact?.known === true ? fact.value : undefined;
    expect(errors).toEqual([]);
    expect(link?.between).toEqual(['vienna', 'dublin']);
    expect([read(link?.bandwidth), read(link?.rtt), read(link?.share)]).toEqual([bandwidth, rtt, share]);
    expect(link?.loss).toMatchObject({ reason: { text: 'link vienna - dublin: loss not declared' } });
  });

  test.each([
    ['divided by a slash', 'lightbound:link/vienna/dublin', ['vienna', 'dublin']],
    ['whose site has a colon in its name', 'lightbound:link:vienna:aws:eu-west-1', ['vienna', 'aws:eu-west-1']],
    ['whose first site has a colon in its name', 'lightbound:link:aws:eu-west-1:vienna', ['aws:eu-west-1', 'vienna']],
  ])('declare a link %s', (_, key, between) => {
    const { declarations, errors } = readStackTags(tags({ [key]: '31 ms' }), sites);
    expect(errors).toEqual([]);
    expect(declarations.links.map((link) => link.between)).toEqual([between]);
  });

  test('declare a default site and platform versions, and leave the tags of others alone', () => {
    const { declarations, defaultSite, errors } = readStackTags(
      tags({ 'lightbound:site': 'vienna', 'lightbound:platform:vsan': '8.0', 'gitHub:owner': 'us', 'vcs:kind': 'git' }),
      sites,
    );
    expect(errors).toEqual([]);
    expect(defaultSite).toBe('vienna');
    expect(declarations.platforms.get('vsan')).toEqual({
      known: true,
      value: '8.0',
      origin: { kind: 'declaration', source: 'stack tags', path: 'lightbound:platform:vsan' },
    });
  });

  test.each([
    ['name a site that is not declared', 'lightbound:site', 'vienn', 'did you mean vienna?'],
    ['name no site', 'lightbound:site', '', 'site "" is not declared'],
    ['link to a site that is not declared', 'lightbound:link:vienna:dubln', '1 ms', 'did you mean dublin?'],
    ['link one site', 'lightbound:link:vienna', '1 ms', 'site "" is not declared'],
    ['link a site to itself', 'lightbound:link:vienna:vienna', '1 ms', 'to itself'],
    [
      'give a link a size',
      'lightbound:link:vienna:dublin',
      '10 GB',
      '"10 GB" is none of round trip (31 ms), bandwidth (10 Gbit/s), migration share (40 %)',
    ],
    ['give a link nothing', 'lightbound:link:vienna:dublin', '', '"" is none of round trip'],
    ['give a link two round trips', 'lightbound:link:vienna:dublin', '1 ms, 2 ms', 'two values of one kind'],
    ['give a link a bare share', 'lightbound:link:vienna:dublin', '0.4', '"0.4" is none of round trip'],
    ['give a link no share', 'lightbound:link:vienna:dublin', '0 %', 'migration share "0 %" must be above zero'],
    ['give a link a round trip of a minute and more', 'lightbound:link:vienna:dublin', '61 s', 'must be at most 60 s'],
    ['name a platform that nobody knows', 'lightbound:platform:vsn', '8.0', 'did you mean vsan?'],
    ['give a platform no version', 'lightbound:platform:vsan', 'latest', 'must begin with a number'],
    ['misspell a tag of Lightbound', 'lightbound:stie', 'vienna', 'did you mean site?'],
  ])('that %s are an error', (_, key, value, message) => {
    const { declarations, defaultSite, errors } = readStackTags(tags({ [key]: value }), sites);
    expect(errors).toEqual([{ source: 'stack tags', path: key, message: expect.stringContaining(message) }]);
    expect(declarations.links).toEqual([]);
    expect(defaultSite).toBeUndefined();
  });

  test('that declare a link both ways are an error', () => {
    const pairs = { 'lightbound:link:vienna:dublin': '1 ms', 'lightbound:link:dublin:vienna': '2 ms' };
    const { errors } = readStackTags(tags(pairs), sites);
    expect(errors).toMatchObject([{ message: expect.stringContaining('is declared twice') }]);
  });
});
