import * as z from 'zod/mini';
import { list, mapping, mustBe, number, quantity, text } from './fact-fields';
import { formatDistance } from '../model/quantity';
import { maxTolerance } from './coordinate-tolerance';
import { siteMatcher } from './matcher-schema';
import { placeComplaint } from './place-fields';

const coordinates = mapping(
  {
    latitude: number('degrees north, from -90 to 90', -90, 90, { description: 'Degrees north', examples: [48.2082] }),
    longitude: number('degrees east, from -180 to 180', -180, 180, {
      description: 'Degrees east',
      examples: [16.3738],
    }),
    tolerance: z.optional(
      quantity('distance', 'How far off it may be; else what the digits leave open, at least 1 km', '1 km', (off) =>
        off > maxTolerance
          ? `must be at most ${formatDistance(maxTolerance)}: whole degrees leave open less; without "at" the position is unknown`
          : undefined,
      ),
    ),
  },
  { description: 'Coordinates (WGS 84)' },
);

export const site = mapping(
  {
    at: z.optional(
      z
        .union(
          [
            text(
              'a place',
              {
                description: 'Region aws:eu-central-1, airport VIE, metro or city vienna',
                examples: ['VIE', 'vienna', 'aws:eu-central-1'],
              },
              placeComplaint,
            ),
            coordinates,
          ],
          { error: ({ input }) => mustBe('a place such as VIE, or {latitude: 48.2082, longitude: 16.3738}', input) },
        )
        .check(z.meta({ description: 'Where the site stands; without it, its position is unknown' })),
    ),
    match: z.optional(
      list(siteMatcher, 'a list, such as - name: "esx-*.vie.*"', {
        description: 'Any of these places a resource in the site',
      }),
    ),
  },
  { description: 'A data centre, metro or region' },
);
