import { resourceName } from '../../lib/findings/resource-name';

const net = (chain: string): string => `urn:pulumi:prod::shop::${chain}::net`;
const network = 'ovh:CloudProject/networkPrivate:NetworkPrivate';

test.each([
  ['a Terraform address', { address: 'module.a.aws_vpc.b' }, 'module.a.aws_vpc.b'],
  ['a child of the stack', { address: net(network) }, `${network} net`],
  ['a child of which only the URN is known', { address: net(`a:b:C$${network}`) }, `${network} net of a:b:C`],
  [
    'a grandchild, by its parent',
    { address: net(`a:b:C$d:e:F$${network}`), parent: 'urn:pulumi:prod::shop::a:b:C$d:e:F::left' },
    `${network} net of d:e:F left`,
  ],
  ['a name with colons', { address: `urn:pulumi:prod::shop::${network}::a::b` }, `${network} a::b`],
  ['a URN without a name', { address: 'urn:pulumi:prod::shop' }, 'urn:pulumi:prod::shop'],
  ['a parent that is no URN', { address: net(network), parent: 'left' }, `${network} net of left`],
])('%s', (_, resource, name) => {
  expect(resourceName(resource)).toBe(name);
});
