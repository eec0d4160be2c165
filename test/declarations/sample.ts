/** The facts file that the documentation shows, with every kind of entry. */
export const sample = `version: 1
sites:
  vienna:
    at: VIE
    match:
      - datacenter: Vienna
      - region: azure:austriaeast
      - name: "esx-*.vie.*"
      - tag: { site: vie }
      - cidr: 10.11.0.0/16
  dublin:
    at: { latitude: 53.35, longitude: -6.26, tolerance: 2 km }
links:
  - between: [vienna, dublin]
    bandwidth: 10 Gbit/s
    rtt: 31 ms
    loss: 0.01 %
    mtu: 1500
    migrationShare: 40 %
    streams: 4
    window: 4 MiB
    measuredOn: 2026-10-01
workloads:
  erp:
    memory: 64 GiB
    nonZeroShare: 80 %
    dirtyRate: 200 MiB/s
    workingSet: 4 GiB
    disk: 500 GiB
    match: [{ name: "erp-*" }, { tag: { tier: db } }]
platforms: { vmotion: "8.0", vsan: "8.0" }
rules:
  migration-rtt-budget: warning
  broadcast-domain-single-site: { level: error, options: { maxRtt: 5 ms } }
`;
