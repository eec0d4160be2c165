/** Airports of the metros, each a module call whose instances are the metro's sites. */
export const metros =
  `ams arn ath atl auh aus bcn beg bel ber bfs bgo bhx bio bna bne bod bog bos bru bts bud buf cai cbr cgn cle
  clt cmh cph cpt crk cvg cwl dca del den dfw doh dtw dub dur dus dxb edi evn ewr fco fra fuk gla got gva haj ham hel hkg
  hnd hnl hyd iad iah icn ind ist jax jnb kef kix krk kul las lax lca led lej lhr lim lis lju lux lys maa mad man mci mel
  mem mex mia mla mrs msp muc nag nbo nue okc oma ord ory osl otp pdx per phl phx pit poz prg`.split(/\s+/u);

/** The first of the metros have three sites, the others two. */
const metrosOfThree = 40;

/**
 * How people tell what stands in a site: by its vSphere datacenter, by the names or addresses of its hosts, or, where it
 * is a cloud's, by a tag.
 */
const manners = ['datacenter', 'name', 'cidr', 'tag'] as const;

export interface Site {
  readonly id: string;
  readonly metro: string;
  readonly manner: (typeof manners)[number];
  readonly number: number;
  readonly datacenter: { readonly id: string; readonly name: string };
  readonly hostIds: readonly string[];
  /** An IPv4 network of 256 addresses, without its last byte. */
  readonly network: string;
}

export const hostKeys = ['esx-01', 'esx-02', 'esx-03', 'esx-04'];

const withOwnDatacenters: readonly Site[] = metros
  .flatMap((metro, m) => Array.from({ length: m < metrosOfThree ? 3 : 2 }, (_, n) => ({ metro, m, n })))
  .map(({ metro, m, n }, number) => ({
    id: `${metro}-${n + 1}`,
    metro,
    manner: manners[m % manners.length] ?? 'datacenter',
    number,
    datacenter: { id: `datacenter-${1000 + number}`, name: `${metro}-${n + 1}` },
    hostIds: hostKeys.map((_, host) => `host-${2000 + number * hostKeys.length + host}`),
    network: `10.${20 + Math.floor(number / 200)}.${number % 200}`,
  }));

/** Those whose hosts tell themselves where they stand, as those of a cluster over two sites must. */
const bySelf = withOwnDatacenters.filter(({ manner }) => manner === 'name' || manner === 'cidr');

/** Of so many such sites, one has a switch and a cluster with hosts of the site half way through the list. */
const sitesPerStretch = 11;

/** Pairs of sites with a switch and a cluster over both. */
const stretches = bySelf.flatMap((near, place) => {
  const far = bySelf[(place + (bySelf.length >> 1)) % bySelf.length];
  return far !== undefined && place % sitesPerStretch === 0 ? [{ near, far }] : [];
});

const farEnds = new Map(stretches.map(({ near, far }) => [near.id, far]));
const nearEnds = new Map(stretches.map(({ near, far }) => [far.id, near]));

/** One datacenter object holds the hosts of both sites of a pair. */
export const sites: readonly Site[] = withOwnDatacenters.map((site) => ({
  ...site,
  datacenter: (nearEnds.get(site.id) ?? site).datacenter,
}));

/** The site that the switch and the cluster of a site are stretched to, if they are. */
export const stretchedTo = ({ id }: Site): Site | undefined => farEnds.get(id);

/** Whether a switch and a cluster of another site have hosts of this one. */
export const isFarEnd = ({ id }: Site): boolean => nearEnds.has(id);

/** What the owner of the sites would declare: where each stands, and what stands in it. */
export function sitesFacts(): string {
  const declared = sites.flatMap((site) => [
    `  ${site.id}:`,
    `    at: ${site.metro.toUpperCase()}`,
    '    match:',
    ...matchers(site).map((matcher) => `      - ${matcher}`),
  ]);
  const links = sites.flatMap((site) => {
    const far = stretchedTo(site);
    return far === undefined ? [] : [`  - between: [${site.id}, ${far.id}]`, '    bandwidth: 10 Gbit/s'];
  });
  return ['sites:', ...declared, 'links:', ...links, ''].join('\n');
}

function matchers(site: Site): readonly string[] {
  const { id, manner, datacenter, network } = site;
  const isShared = isFarEnd(site) || stretchedTo(site) !== undefined;
  switch (manner) {
    case 'datacenter':
      return [`datacenter: ${datacenter.name}`];
    case 'name':
      return [`name: "*${id}*"`];
    case 'cidr':
      return [`cidr: ${network}.0/24`, ...(isShared ? [] : [`datacenter: ${datacenter.name}`])];
    case 'tag':
      return [`tag: { site: ${id} }`];
  }
}
