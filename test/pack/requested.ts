import {
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeRequest,
} from '@pulumi/pulumi/proto/analyzer_pb';
import { Struct } from 'google-protobuf/google/protobuf/struct_pb';
import { RequestedResource } from '../../lib/pack/requested-resource';

type Properties = Record<string, never>;

/** What the engine sends of a resource. */
export interface Sent {
  readonly type: string;
  readonly name: string;
  readonly properties: object;
  readonly parent?: string;
  readonly secretOutputs?: string[];
  /** The provider's name and its inputs. */
  readonly provider?: { readonly name: string; readonly properties: object };
  readonly dependencies?: Readonly<Record<string, string[]>>;
}

export const urnOf = ({ type, name }: Pick<Sent, 'type' | 'name'>): string => `urn:pulumi:test::app::${type}::${name}`;

const struct = (properties: object): Struct => Struct.fromJavaScript(properties as Properties);

/** A resource as the engine asks about it alone, by its inputs. */
export const sentAlone = (sent: Sent): RequestedResource =>
  new RequestedResource(fill(new AnalyzeRequest(), sent), false);

/** A resource as the engine sends it with its stack, by its outputs. */
export function sentInStack(sent: Sent): RequestedResource {
  const message = fill(new AnalyzerResource(), sent);
  for (const [property, urns] of Object.entries(sent.dependencies ?? {})) {
    const on = new AnalyzerPropertyDependencies();
    on.setUrnsList(urns);
    message.getPropertydependenciesMap().set(property, on);
  }
  return new RequestedResource(message, true);
}

function fill<Message extends AnalyzeRequest | AnalyzerResource>(message: Message, sent: Sent): Message {
  message.setUrn(urnOf(sent));
  message.setType(sent.type);
  message.setName(sent.name);
  message.setProperties(struct(sent.properties));
  const options = new AnalyzerResourceOptions();
  options.setParent(sent.parent ?? '');
  options.setAdditionalsecretoutputsList(sent.secretOutputs ?? []);
  message.setOptions(options);
  if (sent.provider !== undefined) {
    const provider = new AnalyzerProviderResource();
    const type = `pulumi:providers:${sent.type.replace(/:.*/, '')}`;
    provider.setType(type);
    provider.setName(sent.provider.name);
    provider.setUrn(urnOf({ type, name: sent.provider.name }));
    provider.setProperties(struct(sent.provider.properties));
    message.setProvider(provider);
  }
  return message;
}
