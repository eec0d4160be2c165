import { resolve } from 'node:path';
import { dayOf } from '../declarations/day';
import { readBounded } from '../facts-file/read-bounded';
import { isSystemError, systemErrorText } from '../facts-file/system-error';
import type { Judgement, Plan } from '../serve/run-task';
import type { Pace } from '../serve/run-task-server';
import type { Door } from './check-command';
import { complain, complainOfErrors } from './complain';
import { exitCode, exitCodes, failPolicy, type ExitCode, type FailPolicy } from './exit-code';
import type { Io } from './io';
import { onDemand } from './on-demand';
import { readDeclared, type DeclaredOptions } from './read-declared';
import { UsageError } from './usage-error';
import { withDefaults } from './with-defaults';

export interface ServeOptions extends Omit<DeclaredOptions, 'today'>, Partial<FailPolicy> {
  readonly host: string;
  readonly port: number;
  readonly keyFile?: string;
  /** False for `--no-key`. */
  readonly key: boolean;
  readonly allowHost?: readonly string[];
  readonly allowHttp?: boolean;
  readonly concurrency: number;
  readonly queue: number;
  /** In MiB. */
  readonly maxPlanSize: number;
  readonly allowIncomplete?: boolean;
}

/** What the server takes from the process it runs in, besides files and streams. */
interface Surroundings {
  readonly signals: Pick<NodeJS.EventEmitter, 'on' | 'off'>;
  readonly now: () => Date;
  readonly pace?: Pace;
}

const MIB = 1 << 20;

/** In bytes. */
const LARGEST_KEY = 1 << 16;

/** HCP Terraform itself, and where it keeps plans. */
const usualHosts = ['app.terraform.io', 'archivist.terraform.io'];

/** `lightbound serve`: listens until it is stopped. What is declared is read once, at the start. */
export async function serveCommand(
  given: ServeOptions,
  io: Io,
  door: Door,
  { signals, now, pace }: Surroundings = { signals: process, now: () => new Date() },
): Promise<ExitCode> {
  const { declarations, rules, errors } = readDeclared(given, io, door.rules());
  if (errors.length > 0) {
    await complainOfErrors(errors, io);
    return exitCodes.usage;
  }
  const options = withDefaults(given, declarations, io.cwd);
  if (options.failOn?.isNew === true) {
    throw new UsageError(
      'serve has no baseline, so that "new" says nothing: give --fail-on error, warning, note or never',
    );
  }
  const policy = failPolicy(options);
  const key = readKey(options, io);
  const { allowIncomplete } = options;
  const judge = ({ bytes, run, workspace }: Plan): Judgement => {
    const documents = [{ path: run, bytes, stack: workspace }];
    const today = dayOf(now());
    const request = { documents, declarations, rules, version: door.version, today, allowIncomplete };
    const result = onDemand.check().check(request);
    return { result, passes: exitCode(result, policy) === exitCodes.clean };
  };
  const { RunTaskServer, usualPace } = onDemand.serve();
  const server = new RunTaskServer({
    ...options,
    key,
    judge,
    allowHosts: hostsOf(options),
    allowHttp: options.allowHttp === true,
    mostPlanBytes: options.maxPlanSize * MIB,
    pace: pace ?? usualPace,
    log: (line) => void complain(io, `${now().toISOString()} ${line}`),
  });
  const { address, port } = await listen(server, options);
  await complain(io, `listening on http://${address.includes(':') ? `[${address}]` : address}:${port}`);
  await stopped(server, signals, io);
  return exitCodes.clean;
}

/** The key of the run task; undefined where none is asked for. @throws UsageError */
function readKey({ key, keyFile }: ServeOptions, io: Io): string | undefined {
  const named = io.env['LIGHTBOUND_RUN_TASK_KEY'] ?? '';
  if (!key) {
    if (keyFile === undefined) return undefined;
    throw new UsageError('--key-file and --no-key exclude each other');
  }
  if (keyFile === undefined) {
    if (named !== '') return named;
    throw new UsageError(
      'a key is needed: name its file with --key-file, or set LIGHTBOUND_RUN_TASK_KEY; --no-key answers whoever asks',
    );
  }
  if (named !== '') throw new UsageError('a key is given twice: --key-file and LIGHTBOUND_RUN_TASK_KEY; give one');
  const text = read(keyFile, io).trim();
  if (text === '') throw new UsageError(`${keyFile}: the file is empty; write the HMAC key of the run task into it`);
  return text;
}

function read(file: string, io: Io): string {
  try {
    return readBounded(resolve(io.cwd, file), LARGEST_KEY).toString('utf8');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UsageError(`${file}: ${systemErrorText(error)}`);
  }
}

/** @throws UsageError */
function hostsOf({ allowHost = usualHosts }: ServeOptions): readonly string[] {
  const { hostComplaint } = onDemand.serve();
  for (const host of allowHost) {
    const complaint = hostComplaint(host);
    if (complaint !== undefined) throw new UsageError(`option '--allow-host ${host}' is invalid: it ${complaint}`);
  }
  return allowHost;
}

type RunTaskServer = InstanceType<ReturnType<typeof onDemand.serve>['RunTaskServer']>;

/** @throws UsageError if the address or port is not to be had */
async function listen(server: RunTaskServer, { host, port }: ServeOptions): ReturnType<RunTaskServer['listen']> {
  try {
    return await server.listen();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UsageError(`cannot listen on ${host}:${port}: ${systemErrorText(error)}`);
  }
}

/** Resolves after the first signal, when all that was taken is done; a second one gives up what is not done yet. */
async function stopped(server: RunTaskServer, signals: Surroundings['signals'], io: Io): Promise<void> {
  let isStopping = false;
  await new Promise<void>((resolve, reject) => {
    const onSignal = (): void => {
      if (isStopping) {
        server.giveUp();
        return;
      }
      isStopping = true;
      void complain(io, 'stopping: what was taken is finished; a second signal gives it up');
      server
        .stop()
        .finally(() => {
          for (const signal of stopSignals) signals.off(signal, onSignal);
        })
        .then(resolve, reject);
    };
    for (const signal of stopSignals) signals.on(signal, onSignal);
  });
}

const stopSignals = ['SIGTERM', 'SIGINT'] as const;
