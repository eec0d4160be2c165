import * as z from 'zod/mini';
import { gib, seconds } from '../model/units';
import { overlays } from '../graph/link';
import { mapping, mustBe, quantity, shareAboveZero, text, wholeNumber, word } from './fact-fields';
import { dayComplaint } from './day';

const MTU = 'a whole number of bytes from 576 to 65535, such as 1500';
const mtu = z
  .union(
    [
      wholeNumber(MTU, 576, 65535, { description: 'Bytes' }),
      quantity('size', 'IP MTU', '1500 B', (size) =>
        Number.isInteger(size) && size >= 576 && size <= 65535 ? undefined : `must be ${MTU}`,
      ),
    ],
    { error: ({ input }) => mustBe(MTU, input) },
  )
  .check(z.meta({ description: 'IP MTU in bytes: 576 (RFC 791) to 65535', examples: [1500, 9000] }));

const PAIR = 'two sites, such as [vienna, dublin]';
const end = text('the name of a site', { description: 'Name of a site under "sites"' });

export const link = mapping(
  {
    between: z
      .tuple([end, end], {
        error: ({ input }) => (Array.isArray(input) ? `must be ${PAIR}, not ${input.length}` : mustBe(PAIR, input)),
      })
      .check(z.meta({ description: `The ends: ${PAIR}` })),
    bandwidth: z.optional(quantity('bandwidth', 'Bottleneck bandwidth', '10 Gbit/s')),
    rtt: z.optional(
      quantity('duration', 'Measured round-trip time', '31 ms', (rtt) =>
        rtt <= seconds(60) ? undefined : 'must be at most 60 s: no path on Earth answers later',
      ),
    ),
    loss: z.optional(
      quantity('share', 'Packet loss', '0.01 %', (share) =>
        share < 1 ? undefined : 'must be below 100 %: a link that loses everything is none',
      ),
    ),
    mtu: z.optional(mtu),
    migrationShare: z.optional(
      quantity('share', 'Share of the bandwidth reserved for migration', '40 %', shareAboveZero),
    ),
    streams: z.optional(
      wholeNumber('a whole number from 1 to 1024', 1, 1024, {
        description: 'Parallel TCP streams of one migration',
        examples: [4],
      }),
    ),
    window: z.optional(
      quantity('size', 'Bytes that one stream can have in flight', '4 MiB', (size) =>
        size <= gib(1) ? undefined : 'must be at most 1 GiB, the largest TCP window (RFC 7323)',
      ),
    ),
    queue: z.optional(quantity('size', 'Queue before the bottleneck', '1 MiB')),
    overlay: z.optional(word(overlays, 'Tunnel that packets cross the link in')),
    congestionControl: z.optional(
      word(['loss-based', 'bbr'], 'How the sender reacts to loss; loss-based is the default of Linux and Windows'),
    ),
    measuredOn: z.optional(
      text('a day', { description: 'Day of the measurement', examples: ['2026-10-01'], format: 'date' }, dayComplaint),
    ),
  },
  { description: 'An interconnect between two sites' },
);
