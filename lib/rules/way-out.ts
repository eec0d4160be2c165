import type { MoveFacts } from '../facts/facts';
import type { WayOut } from '../findings/finding';
import { helpAddress } from '../findings/help-address';
import { formatDuration } from '../model/quantity';

const see = helpAddress('docs/scale-out.md');

/** The design that needs no stretch: what runs in each site, and what joins the sites. */
export const scaleOut: WayOut = {
  text: 'Run the service in each site on its own subnet, with local load balancing and elastic capacity; join the sites by DNS or anycast; replicate data asynchronously.',
  see,
};

export const declareLayer3: WayOut = {
  text: 'Route between the sites instead of bridging: one subnet for each site, EVPN type 5 or plain BGP on the same circuit.',
  see,
};

export const coldMove: WayOut = {
  text: 'Where a machine must change site, stop it, replicate the delta and start it there: a cold move does not depend on convergence.',
  see,
};

/** The cold move of one workload with its window, where its disk and the rate are known. */
export function coldMoveOf({ coldMove: window, workload }: MoveFacts): WayOut {
  if (!window.known || workload === undefined) return coldMove;
  const text = formatDuration(window.value.value);
  return {
    ...coldMove,
    text: `Move ${workload.name} cold: copying its disk takes ${text}, or only the last delta if a replica is in place; a cold move does not depend on convergence.`,
  };
}

/** Of storage that a product mirrors between sites. */
export const asynchronousData = (product: string): WayOut => ({
  text: `Keep each ${product} cluster within one metro and replicate asynchronously to the far site; the recovery point is then the replication lag.`,
  see,
});
