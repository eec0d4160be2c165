/**
 * Writes the outline of all land for the map of reports, `lib/world-map/land-path.ts`: `npm run world-map`. The land is that of Natural
 * Earth at 1:110 million, by the package `world-atlas`; the report draws it as it is, so that no map is loaded or projected then.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { feature } from 'topojson-client';
import atlas from 'world-atlas/land-110m.json';
import { version } from 'world-atlas/package.json';
import { MAP_HEIGHT, MAP_WIDTH } from '../lib/world-map/equal-earth';

async function main(): Promise<void> {
  const { geoEqualEarth, geoPath } = await import('d3-geo');
  const topology = atlas as unknown as Parameters<typeof feature>[0];
  const projection = geoEqualEarth().fitSize([MAP_WIDTH, MAP_HEIGHT], { type: 'Sphere' });
  const path = geoPath(projection).digits(0)(feature(topology, 'land')) ?? '';
  const text = `/**
 * The outline of all land on the map of \`equal-earth.ts\`, in whole pixels. Written by \`npm run world-map\` from Natural Earth at
 * 1:110 million, which is in the public domain, as \`world-atlas\` ${version} has it.
 */
export const landPath =
  '${path}';
`;
  writeFileSync(join(__dirname, '..', 'lib', 'world-map', 'land-path.ts'), text);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
