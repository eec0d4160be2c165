/*
 * What the engine asks of the pack, as it comes. The SDK hands a policy too little of it: its own configuration only, so that
 * a name that no policy has is lost in silence; properties without the marks of secrets; and, of a resource whose provider
 * is not configured yet, nothing at all in the stack's turn.
 */
import { createRequire } from 'node:module';
import type { EnforcementLevel } from '@pulumi/policy';
import { RequestedResource, type ResourceMessage } from './requested-resource';

/** What a policy-pack configuration says of one policy. */
export interface PolicySetting {
  /** The engine does not call a disabled policy. */
  readonly level: EnforcementLevel;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface RequestListener {
  /**
   * The whole configuration. What this throws goes to the engine as the answer, which refuses to go on.
   * @returns policies that are advisory whatever the configuration says
   */
  configure(settings: ReadonlyMap<string, PolicySetting>): readonly string[];
  /** @param isPreview whether nothing is going to be made */
  configureStack(isPreview: boolean): void;
  resource(resource: RequestedResource): void;
  stack(resources: readonly RequestedResource[]): void;
}

interface SettingMessage {
  getEnforcementlevel(): number;
  setEnforcementlevel(level: number): void;
  getProperties(): { toJavaScript(): Record<string, unknown> } | undefined;
}

interface ConfigureMessage {
  getPolicyconfigMap(): {
    forEach(visit: (setting: SettingMessage, name: string) => void): void;
    get(name: string): SettingMessage | undefined;
  };
}

interface ConfigureStackMessage {
  getDryRun(): boolean;
}

interface StackMessage {
  getResourcesList(): readonly ResourceMessage[];
}

interface ServiceMethod<Message> {
  requestDeserialize: (bytes: Uint8Array) => Message;
}

interface Service {
  readonly configure: ServiceMethod<ConfigureMessage>;
  readonly configureStack: ServiceMethod<ConfigureStackMessage>;
  readonly analyze: ServiceMethod<ResourceMessage>;
  readonly analyzeStack: ServiceMethod<StackMessage>;
  readonly remediate: ServiceMethod<ResourceMessage>;
}

/** Of the copy of Pulumi's SDK that `@pulumi/policy` serves with, which need not be the one beside the pack. */
const served = createRequire(require.resolve('@pulumi/policy'));

/**
 * Tells a listener of each request before the SDK takes it, while `serve` starts the SDK's server. The SDK gets no properties: the
 * pack does not read them from it, and it would copy them once for each policy.
 * @throws Error if the server does not read its requests here
 */
export function listenWhile(serve: () => void, listener: RequestListener): void {
  const { AnalyzerService } = served('@pulumi/pulumi/proto/analyzer_grpc_pb') as { readonly AnalyzerService: Service };
  const heard = [
    hear(AnalyzerService.configure, (request) => {
      takeConfiguration(request, listener);
    }),
    hear(AnalyzerService.configureStack, (request) => {
      listener.configureStack(request.getDryRun());
    }),
    hear(AnalyzerService.analyze, (request) => {
      listener.resource(takeResource(request, false));
    }),
    hear(AnalyzerService.analyzeStack, (request) => {
      listener.stack(request.getResourcesList().map((resource) => takeResource(resource, true)));
    }),
    hear(AnalyzerService.remediate, (request) => {
      takeResource(request, false);
    }),
  ];
  serve();
  if (heard.some((isHeard) => !isHeard())) {
    throw new Error('the Pulumi SDK beside the pack does not let it see its configuration; install the pack anew');
  }
}

/** @returns whether the server took the method to read its requests by */
function hear<Message>(method: ServiceMethod<Message>, take: (request: Message) => void): () => boolean {
  const deserialize = method.requestDeserialize.bind(method);
  let isHeard = false;
  const listening = (bytes: Uint8Array): Message => {
    const request = deserialize(bytes);
    take(request);
    return request;
  };
  Object.defineProperty(method, 'requestDeserialize', {
    configurable: true,
    get: () => {
      isHeard = true;
      return listening;
    },
  });
  return () => isHeard;
}

function takeResource(message: ResourceMessage, inStack: boolean): RequestedResource {
  const resource = new RequestedResource(message, inStack);
  message.getProperties = () => nothing;
  message.getProvider = () => undefined;
  return resource;
}

const nothing = { toJavaScript: () => ({}) };

function takeConfiguration(request: ConfigureMessage, listener: RequestListener): void {
  const { EnforcementLevel: levels } = served('@pulumi/pulumi/proto/analyzer_pb') as {
    readonly EnforcementLevel: Readonly<Record<string, number>>;
  };
  const names = new Map(Object.entries(levels).map(([name, number]) => [number, name.toLowerCase()]));
  const settings = new Map<string, PolicySetting>();
  request.getPolicyconfigMap().forEach((setting, name) => {
    settings.set(name, {
      level: names.get(setting.getEnforcementlevel()) as EnforcementLevel,
      properties: setting.getProperties()?.toJavaScript() ?? {},
    });
  });
  try {
    for (const name of listener.configure(settings)) {
      request
        .getPolicyconfigMap()
        .get(name)
        ?.setEnforcementlevel(levels['ADVISORY'] ?? 0);
    }
  } catch (error) {
    // An error here would lose its text; the SDK answers with that of one thrown while it reads the request.
    request.getPolicyconfigMap = () => {
      throw refusal(error);
    };
  }
}

/** The SDK sends the stack of an error; the engine's user is to read the lines alone. */
function refusal(error: unknown): Error {
  const refused = new Error(error instanceof Error ? error.message : String(error));
  refused.stack = refused.message;
  return refused;
}
