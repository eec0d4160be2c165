import * as grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { join } from 'node:path';
import type { DataFixture } from './data-fixture';
import { type ProviderName, loadProviderSchema } from '../../../schemas/provider-schema';
import { type Answer, type Request, providerService } from './provider-service';

const protocol = loadSync(join(__dirname, 'provider.proto'), { keepCase: true, longs: Number });
const definition = protocol['tfplugin6.Provider'] as grpc.ServiceDefinition;

export interface ProviderServer {
  /** One entry of TF_REATTACH_PROVIDERS. */
  reattach: Record<string, object>;
  stop(): void;
}

/** Serves the providers in this process, each on a port of its own. */
export async function startProviders(
  registry: string,
  names: readonly ProviderName[],
  fixtures: readonly DataFixture[],
): Promise<ProviderServer> {
  const servers: grpc.Server[] = [];
  const reattach: Record<string, object> = {};
  for (const name of names) {
    const schema = loadProviderSchema(name);
    const server = serverOf(providerService(schema, fixtures));
    servers.push(server);
    reattach[schema.provider.replace('registry.terraform.io', registry)] = {
      Protocol: 'grpc',
      ProtocolVersion: 6,
      Pid: process.pid,
      // Terraform crashes without it, and with it leaves the process alone at the end.
      Test: true,
      Addr: { Network: 'tcp', String: `127.0.0.1:${await listen(server)}` },
    };
  }
  return { reattach, stop: () => servers.forEach((server) => server.forceShutdown()) };
}

function serverOf(answers: Record<string, Answer>): grpc.Server {
  const server = new grpc.Server();
  const handlers = Object.entries(answers).map(([name, answer]) => [name, handler(answer)] as const);
  server.addService(definition, Object.fromEntries(handlers));
  return server;
}

function listen(server: grpc.Server): Promise<number> {
  const credentials = grpc.ServerCredentials.createInsecure();
  return new Promise((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', credentials, (error, port) => (error ? reject(error) : resolve(port))),
  );
}

function handler(answer: Answer): grpc.handleUnaryCall<Request, object> {
  return (call, callback) => {
    try {
      callback(null, answer(call.request, call.getPeer()));
    } catch (error) {
      callback({ code: grpc.status.INTERNAL, details: (error as Error).message });
    }
  };
}
