import { hostOf } from '../declarations/match-address';
import { hiddenIn, known, mapKnown, unknown, type Known, type NotKnown } from '../graph/known';
import { refKey } from '../graph/location';
import type { SiteId } from '../graph/site';
import type { PlaceHint, Placer } from './placer';
import type { RawResource } from '../resources/raw-resource';
import { nowhere, type Located } from './site-registry';

/** The type's own region attribute, as a code of the provider. */
export const regionAttribute =
  (path: string, provider: string, what = 'region'): PlaceHint =>
  ({ attributes }, placer) => {
    const code = attributes.string(path);
    return code.known && code.value !== '' ? placer.registry.region(provider, code.value, what) : undefined;
  };

/** The region that the provider block or provider resource states, for what has none of its own: one that is hidden may be another. */
export const providerRegion = (provider: string): PlaceHint => {
  const hint = providerArgument('region', (code, { registry }) => registry.region(provider, code, 'provider region'));
  return (resource, placer) => (hiddenRegion(resource) === undefined ? hint(resource, placer) : undefined);
};

/** The region of the resource itself, else the one that its provider instance states; where that is a guess, so is the site. */
export function siteOfRegion(resource: RawResource, provider: string, placer: Placer): Known<SiteId> {
  const hints = [regionAttribute('region', provider), providerRegion(provider)];
  for (const hint of hints) {
    const found = hint(resource, placer);
    if (found !== undefined) return found.site;
  }
  const none = unknown('absent', 'neither the resource nor its provider states a region');
  return hiddenRegion(resource) ?? hiddenIn(resource.provider.attributes.string('region')) ?? none;
}

/** Why a region that somebody wrote cannot be read. Terraform shows one that nobody wrote as known after apply; Pulumi does not show it. */
function hiddenRegion({ attributes, spelling }: RawResource): NotKnown | undefined {
  const hidden = hiddenIn(attributes.string('region'));
  const isWritten =
    hidden?.reason.kind !== 'after-apply' || spelling === 'pulumi' || attributes.written('region') === true;
  return isWritten ? hidden : undefined;
}

/** What people declared for the address that the provider instance talks to. */
export const providerAddress = (path: string): PlaceHint =>
  calling(
    ({ provider }) => mapKnown(provider.attributes.string(path), hostOf),
    providerArgument(path, (address, { registry }) => registry.address(address)),
  );

/** A hint that holds something against the names of declared sites. */
const calling = (called: (resource: RawResource) => Known<string>, hint: PlaceHint): PlaceHint =>
  Object.assign((...of: Parameters<PlaceHint>) => hint(...of), { called });

/** A place that an argument of the provider instance tells; where the argument is a guess, so is the place. */
const providerArgument =
  (path: string, place: (value: string, placer: Placer) => Located | undefined): PlaceHint =>
  (resource, placer) => {
    const argument = resource.provider.attributes.string(path);
    if (!argument.known || argument.value === '') return undefined;
    const found = place(argument.value, placer);
    if (argument.origin.kind !== 'guess' || found?.site.known !== true) return found;
    const { reason, ground } = argument.origin;
    // Instances of one name in two documents are two.
    const instance = refKey({ ...resource.ref, address: ground ?? '' });
    const because = `${found.because}: ${reason}`;
    return { site: known(found.site.value, { kind: 'guess', reason: because, ground: instance }), because };
  };

/** A platform's data-centre name in one of the resource's own attributes. */
export const datacenterName =
  (path: string): PlaceHint =>
  ({ attributes }, placer) => {
    const name = attributes.string(path);
    return name.known && name.value !== '' ? placer.registry.datacenter(name.value) : undefined;
  };

/** The same, only where people declared a site for the name. */
export const declaredDatacenter =
  (path: string): PlaceHint =>
  ({ attributes }, placer) => {
    const name = attributes.string(path);
    return name.known ? placer.registry.declaredDatacenter(name.value) : undefined;
  };

/** Whatever declared name globs match: a name, host name or facility code. One that is hidden may be any, also one of another site. */
export const declaredName = (path: string): PlaceHint =>
  calling(
    ({ attributes }) => attributes.string(path),
    ({ attributes }, placer) => {
      const text = attributes.string(path);
      if (text.known) return placer.registry.named(text.value);
      const isHidden = text.reason.kind === 'after-apply' || text.reason.kind === 'sensitive';
      return isHidden && placer.registry.matchesNames ? nowhere(text.reason.text) : undefined;
    },
  );

/** An IP address, host name or URL that declared CIDRs or name globs match. */
export const declaredAddress = (path: string): PlaceHint =>
  calling(
    ({ attributes }) => mapKnown(attributes.string(path), hostOf),
    ({ attributes }, placer) => {
      const text = attributes.string(path);
      return text.known ? placer.registry.address(text.value) : undefined;
    },
  );

/** Coordinates written out, as numbers or strings; the resource itself becomes the site. */
export const coordinates =
  (latitude: string, longitude: string, name: string): PlaceHint =>
  (resource, placer) => {
    const lat = resource.attributes.number(latitude);
    const lon = resource.attributes.number(longitude);
    if (!lat.known || !lon.known) return undefined;
    const label = resource.attributes.string(name);
    return placer.registry.coordinates(
      refKey(resource.ref),
      label.known ? label.value : resource.name,
      lat.value,
      lon.value,
      lat.origin,
    );
  };

/** The place of the resource that an attribute points at; several places that differ are no place. */
export const parent =
  (path: string, ...types: readonly string[]): PlaceHint =>
  (resource, placer) => {
    const targets = placer.targets(resource, path, types);
    if (targets.length === 0) return literalParent(resource, path, placer);
    // Where nothing tells of any target, other sources may.
    if (!placer.isAnyPlaced(targets)) return undefined;
    const found = placer.common(targets, path);
    return found?.site.known === true ? { ...found, because: `${path}: ${found.because}` } : found;
  };

/** An id that no resource of the input has may still be declared by name. */
function literalParent(resource: RawResource, path: string, placer: Placer): Located | undefined {
  const id = resource.attributes.string(path);
  return id.known ? placer.registry.named(id.value) : undefined;
}
