import { pageOf, type Page } from '../reports/page';
import { isTerminal, type Io, type Output } from './io';
import { wantsColour, type ColourChoice } from './wants-colour';

/** The width of the terminal that a stream leads to; none of anything else. */
export const columnsOf = (stream: Output | undefined): number | undefined =>
  stream !== undefined && isTerminal(stream) && typeof stream.columns === 'number' && stream.columns > 0
    ? stream.columns
    : undefined;

/** The page for what goes to a stream. */
export const pageFor = (stream: Output, colour: ColourChoice | false, { env }: Io): Page =>
  pageOf(wantsColour(colour === false ? 'never' : colour, stream, env), columnsOf(stream));
