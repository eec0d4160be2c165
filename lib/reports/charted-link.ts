import type { FeasibilityMap, LinkRecord, MoveChart } from '../link/link-record';

/** What the charts show, of the record of a link or of a move in a report. */
export interface ChartedLink extends Pick<MoveChart, 'roundTrip' | 'bandwidth' | 'certainRoundTrip' | 'move'> {
  /** The verdict in words. */
  readonly headline: string;
  readonly map?: FeasibilityMap | undefined;
}

export const chartedRecord = ({ inputs, numbers, headline, map }: LinkRecord): ChartedLink => {
  /** The value of an input that was given, in base units. */
  const given = (name: string): number | null => {
    const value = inputs.find((input) => input.name === name)?.value;
    return typeof value === 'number' ? value : null;
  };
  const { certainRoundTrip, move } = numbers;
  return { roundTrip: given('round trip'), bandwidth: given('bandwidth'), certainRoundTrip, move, headline, map };
};
