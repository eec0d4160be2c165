import ipaddr from 'ipaddr.js';
import { quote } from '../model/explain-quantity';
import { findPlace, suggestPlaces } from '../reference/find-place';
import { regions } from '../reference/place';
import type { Complaint, Hinted } from './fact-fields';

/** A place that the reference data can put on the map. */
export const placeComplaint: Complaint = (text) => {
  if (findPlace(text) !== undefined) return undefined;
  const plain = `${quote(text)} is not a known place: write a region such as aws:eu-central-1, an airport such as VIE, a city, or {latitude, longitude}`;
  const hint = (): string => {
    const near = orList(suggestPlaces(text));
    return near === '' ? plain : `${quote(text)} is not a known place; did you mean ${near}?`;
  };
  return { plain, hint };
};

/** A provider's region, written with its provider: `us-west-1` of AWS and of Alibaba are different places. */
export const regionComplaint: Complaint = (text) => {
  const found = findPlace(text);
  if (found?.provider === 'iata' || found?.provider === 'city') {
    return `${quote(text)} is a place, not a provider's region: write it under "at", and a region such as aws:eu-central-1 here`;
  }
  if (!/^[^\s:]+:.*\S/u.test(text)) {
    const without = `${quote(text)} does not name its provider`;
    const plain = `${without}; write a region such as aws:eu-central-1`;
    const hint = (): string => {
      const near = orList(suggestPlaces(text).filter((place) => place.includes(':')));
      return near === '' ? plain : `${without}; did you mean ${near}?`;
    };
    return { plain, hint };
  }
  return undefined;
};

/**
 * A region that the reference data lacks is a slip, or newer than the data, or a private cloud's. Only where the site
 * has coordinates of its own, or the provider has no row at all and nothing is near, can it be meant.
 */
export const unlistedRegionComplaint = (text: string): Hinted | undefined => {
  if (regionComplaint(text) !== undefined || findPlace(text) !== undefined) return undefined;
  const nearby = (): string => orList(suggestPlaces(text).filter((place) => place.includes(':')));
  const provider = text.slice(0, text.indexOf(':')).trim().toLowerCase();
  if (!regions().places.some((row) => row.provider === provider) && nearby() === '') return undefined;
  const said = (hint: string): string =>
    `${quote(text)} is not in the reference data; ${hint}For a newer region, write the site's latitude and longitude under "at"`;
  const hint = (): string => {
    const near = nearby();
    return said(near === '' ? '' : `did you mean ${near}? `);
  };
  return { plain: said(''), hint };
};

/** ipaddr.js also reads short, octal and hexadecimal forms, of which a reader sees another network than it does. */
export const cidrComplaint = (text: string): string | undefined => {
  const [address = '', bits = '', ...rest] = text.split('/');
  const isIp = ipaddr.IPv4.isValidFourPartDecimal(address) || (address.includes(':') && ipaddr.IPv6.isValid(address));
  if (!isIp || !/^\d{1,3}$/u.test(bits) || rest.length > 0 || address.includes('%') || !ipaddr.isValidCIDR(text)) {
    return `${quote(text)} is not an address range: write a range such as 10.11.0.0/16 or fd00:11::/32`;
  }
  const network = networkOf(text);
  return ipaddr.parseCIDR(text).toString() === network
    ? undefined
    : `${quote(text)} is not the first address of its network: write ${network}`;
};

/** The range in its one canonical spelling. */
export function networkOf(cidr: string): string {
  const [address, bits] = ipaddr.parseCIDR(cidr);
  const kind = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  return `${kind.networkAddressFromCIDR(cidr).toString()}/${bits}`;
}

export function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
