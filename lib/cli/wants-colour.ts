import { isTerminal, type Io, type Output } from './io';

export type ColourChoice = 'auto' | 'always' | 'never';

/** Whether to write colour to the stream; none stands for a file. */
export function wantsColour(choice: ColourChoice, stream: Output | undefined, env: Io['env']): boolean {
  if (choice !== 'auto') return choice === 'always';
  if (stream === undefined || isSet(env.NO_COLOR)) return false;
  const force = env.FORCE_COLOR;
  if (isSet(force)) return force !== '0' && force !== 'false';
  return isTerminal(stream) && env.TERM !== 'dumb';
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';
