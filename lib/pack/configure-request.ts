/* The SDK hands a policy its own configuration only, so that a name that no policy has is lost in silence. */
import { AnalyzerService } from '@pulumi/pulumi/proto/analyzer_grpc_pb';
import { EnforcementLevel } from '@pulumi/pulumi/proto/analyzer_pb';

/** What a policy-pack configuration says of one policy. */
export interface PolicySetting {
  /** The engine does not call a disabled policy. */
  readonly disabled: boolean;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface WrittenSetting {
  getEnforcementlevel(): EnforcementLevel;
  getProperties(): { toJavaScript(): Record<string, unknown> } | undefined;
}

interface ConfigureRequest {
  getPolicyconfigMap(): { forEach(visit: (setting: WrittenSetting, name: string) => void): void };
}

interface ServiceMethod {
  requestDeserialize: (bytes: Uint8Array) => ConfigureRequest;
}

/**
 * Calls back with the whole configuration when the engine sends it, before the SDK takes it. What the callback throws
 * goes to the engine as the answer, which refuses to go on. Call it before the pack starts.
 */
export function onConfigure(take: (settings: ReadonlyMap<string, PolicySetting>) => void): void {
  const method = (AnalyzerService as unknown as { readonly configure: ServiceMethod }).configure;
  const deserialize = method.requestDeserialize.bind(method);
  method.requestDeserialize = (bytes) => {
    const request = deserialize(bytes);
    const settings = new Map<string, PolicySetting>();
    request.getPolicyconfigMap().forEach((setting, name) => {
      settings.set(name, {
        disabled: setting.getEnforcementlevel() === EnforcementLevel.DISABLED,
        properties: setting.getProperties()?.toJavaScript() ?? {},
      });
    });
    try {
      take(settings);
    } catch (error) {
      // An error here would lose its text; the SDK answers with that of one thrown while it reads the request.
      request.getPolicyconfigMap = () => {
        throw refusal(error);
      };
    }
    return request;
  };
}

/** The SDK sends the stack of an error; the engine's user is to read the lines alone. */
function refusal(error: unknown): Error {
  const refused = new Error(error instanceof Error ? error.message : String(error));
  refused.stack = refused.message;
  return refused;
}
