/** Ends the pack's process with what is wrong. Standard output belongs to the engine, which shows the other stream. */
export function refuseToStart(lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`lightbound: ${line}\n`);
  process.exit(1);
}
