import type { InputRow } from './input-row';

/** What is asked of a service that is to be had in two places: what people allow it to lose, and what it takes to be there again. */
export const serviceInputs = {
  rpo: {
    owner: 'service',
    kind: 'duration',
    noun: 'recovery point objective',
    flag: { argument: 'time', help: 'newest writes that may be lost, such as "5 min"' },
  },
  rto: {
    owner: 'service',
    kind: 'duration',
    noun: 'recovery time objective',
    flag: { argument: 'time', help: 'maximum time of a failover, such as "15 min"' },
  },
  writeLatency: {
    owner: 'service',
    kind: 'duration',
    noun: 'write latency budget',
    flag: { argument: 'time', help: 'maximum time that distance may add to a write' },
  },
  stopTime: {
    owner: 'service',
    kind: 'duration',
    noun: 'stop time',
    flag: { argument: 'time', help: 'time to stop the machine' },
  },
  startTime: {
    owner: 'service',
    kind: 'duration',
    noun: 'start time',
    flag: { argument: 'time', help: 'time to start the machine at the other place' },
  },
  dnsTime: {
    owner: 'service',
    kind: 'duration',
    noun: 'DNS time',
    flag: { argument: 'time', help: 'time until clients use the new address' },
  },
  burstRate: {
    owner: 'service',
    kind: 'data-rate',
    noun: 'burst rate',
    flag: { argument: 'rate', help: 'data changed per second during a burst' },
    needs: 'burstTime',
  },
  burstTime: {
    owner: 'service',
    kind: 'duration',
    noun: 'burst time',
    flag: { argument: 'time', help: 'duration of the burst' },
    needs: 'burstRate',
  },
} as const satisfies Readonly<Record<string, InputRow>>;
