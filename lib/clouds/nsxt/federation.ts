import type { Member } from '../../graph/domain';
import { hiddenIn } from '../../graph/known';
import type { ResourceRef } from '../../graph/location';
import { memberKey } from '../../placing/domain-drafts';
import { displayName, type GraphBuilder } from '../../placing/graph-builder';
import type { Placer } from '../../placing/placer';
import { nowhere } from '../../placing/site-registry';
import { allOf, doubtOf, whether, type Whether } from '../../placing/whether';
import type { Attributes } from '../../resources/attributes';
import type { RawResource } from '../../resources/raw-resource';
import { oneForEachSite, siteIn, siteNameIn } from './nsx-site';

const [tier0, tier1] = ['nsxt_policy_tier0_gateway', 'nsxt_policy_tier1_gateway'];
const gatewayTypes = [tier1, tier0];
const siteTypes = ['nsxt_policy_site'];

/** On a Global Manager a segment spans the sites of its gateway. */
export function readFederated(resource: RawResource, build: GraphBuilder): void {
  const { attributes, ref } = resource;
  const { targets, doubt } = build.placer.pointing(resource, 'connectivity_path', gatewayTypes);
  const spans =
    doubt === undefined
      ? [...targets.flatMap((target) => spansOf(target, build)), ...unseenSpan(resource, 'connectivity_path', targets)]
      : anySpan(gatewayTypes, build);
  for (const { members, gateway, exists } of spans) {
    build.define('broadcast-domain', ref, {
      name: `segment ${displayName(resource)}`,
      mechanism: 'NSX Federation, segment under a gateway of several sites',
      members,
      resources: [{ ...ref, path: attributes.spell('connectivity_path') }, ...gateway],
      exists: doubt === undefined ? exists : [doubt],
      isBuiltToStretch: true,
    });
  }
}

/** Where the locale services of a gateway stand, if there are several. */
interface Span {
  readonly members: readonly Member[];
  /** None for those of any gateway. */
  readonly gateway: readonly ResourceRef[];
  readonly exists: Whether;
}

/** A gateway of a Global Manager that is not in the input, or is only read: nobody sees what it spans. */
function unseenSpan(by: RawResource, path: string, targets: readonly RawResource[]): readonly Span[] {
  const value = by.attributes.string(path);
  const at = { ...by.ref, path: by.attributes.spell(path) };
  if (targets.length > 0 || !value.known || !value.value.startsWith('/global-infra/')) return [];
  const because = `the input does not show what ${value.value} spans`;
  const members = [{ resource: at, site: nowhere(because).site, isSeveral: true }];
  return [{ members, gateway: [], exists: [{ resource: at, because }] }];
}

/**
 * The primary and the fallback sites of a gateway that moves as a whole. Fallback sites that are to come are written: the gateway spans
 * several sites, whichever they are.
 */
function intersiteSpan(gateway: RawResource, { placer }: GraphBuilder): readonly Span[] {
  const path = 'intersite_config';
  const config = gateway.attributes.blocks(path);
  const hidden = hiddenIn(config);
  if (hidden !== undefined) {
    const doubt = doubtOf(gateway, path, hidden);
    const members = [{ resource: doubt.resource, site: hidden, isSeveral: true }];
    return [{ members, gateway: [gateway.ref], exists: [doubt] }];
  }
  const [primary, fallback] = [`${path}.primary_site_path`, `${path}.fallback_site_paths`];
  const members = new Map(
    [...placer.oneMember(gateway, primary, siteTypes), ...placer.members(gateway, fallback, siteTypes)].map(
      (member) => [memberKey(member), placedByPath(member, placer)],
    ),
  );
  const sites = [...members.values()];
  const areSeveral = sites.length > 1 || sites.some(({ isSeveral }) => isSeveral === true);
  return areSeveral ? [{ members: sites, gateway: [gateway.ref], exists: true }] : [];
}

/** The path of a site that is not in the input holds its name. */
function placedByPath(member: Member, placer: Placer): Member {
  const { id } = member;
  if (id === undefined || member.site.known) return member;
  const place = siteIn(id, placer) ?? nowhere(`no site is known for ${id}`, () => siteNameIn(id));
  return { ...member, site: place.site };
}

/** A tier-1 gateway without locale services of its own spans what its tier-0 gateway spans. */
function spansOf(gateway: RawResource, build: GraphBuilder): readonly Span[] {
  const { placer } = build;
  // A data source tells no locale services.
  if (gateway.mode === 'data') return unseenSpan(gateway, 'path', []);
  const services = gateway.attributes.blocks('locale_service');
  const hasOwn = whether(gateway, 'locale_service', services, ({ length }) => length > 0, { isBlock: true });
  const areSeveral = whether(gateway, 'locale_service', services, ({ length }) => length > 1, { isBlock: true });
  const at = { ...gateway.ref, path: gateway.attributes.spell('locale_service') };
  const members = services.known
    ? sitesOf(gateway, services.value, build)
    : [{ resource: at, site: services, isSeveral: true }];
  const own = [
    ...(areSeveral === false ? [] : [{ members, gateway: [gateway.ref], exists: areSeveral }]),
    ...intersiteSpan(gateway, build),
  ];
  if (hasOwn === true || !placer.accepts(gateway.type, [tier1])) return own;
  const { targets, doubt } = placer.pointing(gateway, 'tier0_path', [tier0]);
  const above =
    doubt === undefined
      ? [...targets.flatMap((target) => spansOf(target, build)), ...unseenSpan(gateway, 'tier0_path', targets)]
      : anySpan([tier0], build).map((span) => ({ ...span, exists: [doubt] }));
  // Locale services that are unknown are perhaps its own.
  return [...own, ...above.map((span) => ({ ...span, exists: allOf(span.exists, hasOwn === false || hasOwn) }))];
}

const anySpans = new WeakMap<readonly RawResource[], readonly Span[]>();

/** What some gateway of the input spans, nothing tells which: one member for each of the sites, found once for all that ask. */
function anySpan(types: readonly string[], build: GraphBuilder): readonly Span[] {
  const gateways = build.placer.index.ofTypes(types);
  const before = anySpans.get(gateways);
  if (before !== undefined) return before;
  const spans = gateways.flatMap((gateway) => spansOf(gateway, build));
  const members = oneForEachSite(spans.flatMap((span) => span.members));
  const found = spans.length === 0 ? [] : [{ members, gateway: [], exists: true }];
  anySpans.set(gateways, found);
  return found;
}

/** Where the locale services of a gateway stand. */
function sitesOf(gateway: RawResource, services: readonly Attributes[], build: GraphBuilder): readonly Member[] {
  return services.flatMap((service, index): readonly Member[] => {
    const path = service.string('edge_cluster_path');
    // All that the value may come from: the input may tell references only for all services together.
    if (!path.known) return build.placer.oneMember(gateway, 'edge_cluster_path', ['nsxt_policy_edge_cluster'], service);
    const [cluster] = build.placer.index.named(path.value, gateway);
    const place =
      (cluster === undefined ? undefined : build.placer.place(cluster)) ??
      siteIn(path.value, build.placer) ??
      nowhere(`the site of locale service ${index + 1} is unknown`, () => siteNameIn(path.value));
    return [{ resource: { ...gateway.ref, path: service.spell('edge_cluster_path') }, site: place.site }];
  });
}
