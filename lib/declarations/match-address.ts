/* oxlint-disable typescript/no-require-imports -- a run without address ranges does not load the library for them */
import type ipaddr from 'ipaddr.js';
import type { MatcherHit, OwnedMatcher } from './matcher-hit';

interface Range {
  readonly kind: 'cidr';
  readonly cidr: string;
}

/** The narrowest ranges that an address lies in, as a router would choose. */
export function addressLookup(ranges: readonly OwnedMatcher<Range>[]): (text: string) => readonly MatcherHit[] {
  if (ranges.length === 0) return () => [];
  let networks: readonly { readonly owner: string; readonly cidr: string; readonly network: Network }[] | undefined;
  return (text) => {
    const address = addressOf(hostOf(text));
    if (address === undefined) return [];
    networks ??= ranges.map(({ owner, matcher: { cidr } }) => ({ owner, cidr, network: library().parseCIDR(cidr) }));
    const around = networks.filter(({ network }) => contains(network, address));
    const narrowest = Math.max(...around.map(({ network: [, bits] }) => bits));
    return around
      .filter(({ network: [, bits] }) => bits === narrowest)
      .map(({ owner, cidr }) => ({ owner, because: `address ${address.toString()} is in ${cidr}` }));
  };
}

/** The host of a URL, `host:port`, `address/bits` or plain host. */
export function hostOf(text: string): string {
  const [authority = ''] = text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//iu, '')
    .split(/[/?#]/u);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const bracketed = /^\[([^\]]*)\]/u.exec(host);
  if (bracketed !== null) return bracketed[1] ?? '';
  return /^[^:]*:\d+$/u.test(host) ? host.slice(0, host.indexOf(':')) : host;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = ReturnType<typeof ipaddr.parseCIDR>;

const library = (): typeof ipaddr => require('ipaddr.js') as typeof ipaddr;

function addressOf(host: string): Address | undefined {
  const ip = library();
  const isAddress = ip.IPv4.isValidFourPartDecimal(host) || (host.includes(':') && ip.IPv6.isValid(host));
  return isAddress ? ip.process(host) : undefined;
}

function contains([network, bits]: Network, address: Address): boolean {
  return network.kind() === address.kind() && address.match(network, bits);
}
