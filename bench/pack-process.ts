import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { credentials } from '@grpc/grpc-js';
import { AnalyzerClient } from '@pulumi/pulumi/proto/analyzer_grpc_pb';
import {
  AnalyzeRequest,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzerStackConfigureRequest,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  type AnalyzeResponse,
} from '@pulumi/pulumi/proto/analyzer_pb';
import { Struct } from 'google-protobuf/google/protobuf/struct_pb';
import type { Command } from './measure';

/** A resource as an engine would send it. */
export interface Sent {
  readonly type: string;
  readonly name: string;
  readonly properties: Record<string, never>;
}

/** A pack that serves, asked as an engine asks it. End it after use. */
export class PackProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  /** @param command starts the pack, in its folder */
  static async start(command: Command, cwd: string, env: NodeJS.ProcessEnv, isPreview: boolean): Promise<PackProcess> {
    const child = spawn(command.file, command.args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
    const port = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (line: Buffer) => {
        resolve(line.toString().trim());
      });
      child.once('exit', (code) => {
        reject(new Error(`the pack in ${cwd} ended with exit code ${String(code)}`));
      });
    });
    const limits = { 'grpc.max_send_message_length': -1, 'grpc.max_receive_message_length': -1 };
    const pack = new PackProcess(child, new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), limits));
    await promisify(pack.client.configure.bind(pack.client) as Call<ConfigureAnalyzerRequest, unknown>)(
      new ConfigureAnalyzerRequest(),
    );
    const stack = new AnalyzerStackConfigureRequest();
    stack.setDryRun(isPreview);
    await promisify(pack.client.configureStack.bind(pack.client) as Call<AnalyzerStackConfigureRequest, unknown>)(
      stack,
    );
    return pack;
  }

  /** Processor time of the process so far, in milliseconds. */
  get busy(): number {
    // User and system time are the 14th and 15th field of the line, in hundredths of a second.
    const fields =
      readFileSync(`/proc/${String(this.child.pid)}/stat`, 'utf8')
        .split(') ')
        .at(-1)
        ?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  async analyze(resources: readonly Sent[]): Promise<void> {
    const ask = promisify(this.client.analyze.bind(this.client) as Call<AnalyzeRequest, AnalyzeResponse>);
    for (const resource of resources) await ask(filled(new AnalyzeRequest(), resource));
  }

  async analyzeStack(resources: readonly Sent[]): Promise<readonly string[]> {
    const ask = promisify(this.client.analyzeStack.bind(this.client) as Call<AnalyzeStackRequest, AnalyzeResponse>);
    const request = new AnalyzeStackRequest();
    request.setResourcesList(resources.map((resource) => filled(new AnalyzerResource(), resource)));
    return (await ask(request)).getDiagnosticsList().map((found) => found.getPolicyname());
  }

  stop(): void {
    this.client.close();
    this.child.kill('SIGKILL');
  }
}

type Call<Request, Response> = (request: Request, done: (error: Error | null, response: Response) => void) => void;

function filled<Message extends AnalyzeRequest | AnalyzerResource>(message: Message, sent: Sent): Message {
  const urn = (type: string, name: string): string => `urn:pulumi:bench::bench::${type}::${name}`;
  message.setType(sent.type);
  message.setName(sent.name);
  message.setUrn(urn(sent.type, sent.name));
  message.setProperties(Struct.fromJavaScript(sent.properties));
  message.setOptions(new AnalyzerResourceOptions());
  const provider = new AnalyzerProviderResource();
  const type = `pulumi:providers:${sent.type.replace(/:.*/, '')}`;
  provider.setType(type);
  provider.setName('default');
  provider.setUrn(urn(type, 'default'));
  provider.setProperties(Struct.fromJavaScript({ version: '1.0.0' as never }));
  message.setProvider(provider);
  return message;
}
