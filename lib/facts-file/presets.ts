/** What a facts file may extend by the name of a preset, in the shape of such a file. The numbers are our policy, not a standard. */
export const presets: Readonly<Record<string, unknown>> = {
  /** Every rule at its own level. */
  recommended: {},
  /** What is open or measured long ago fails, too. */
  strict: {
    rules: {
      'facts-declared': 'error',
      'link-measured-recently': { level: 'warning', options: { maxAgeDays: 180 } },
    },
  },
  /** Sites of one metropolitan area: machines move within it, and no farther. */
  metro: {
    rules: { 'migration-rtt-budget': { options: { maxRtt: '5 ms' } } },
  },
  /** Sites far apart, of which none depends on another: what would be within a metro area is too far as well. */
  'geo-distributed': {
    rules: {
      'broadcast-domain-single-site': { options: { maxRtt: '1 ms' } },
      'migration-rtt-budget': { options: { maxRtt: '1 ms' } },
      'stretched-cluster-rtt': { options: { maxRtt: '1 ms' } },
    },
  },
};
