// cspell:words Additionalsecretoutputs Propertydependencies -- as the SDK spells its methods
import type { PolicyResource } from '../documents/pulumi/pulumi-policy';
import type { PulumiProvider } from '../documents/pulumi/pulumi-providers';

type Properties = Readonly<Record<string, unknown>>;

interface Struct {
  toJavaScript(): Record<string, unknown>;
}

interface ProviderMessage {
  getUrn(): string;
  getType(): string;
  getProperties(): Struct | undefined;
}

/** A resource in a request of the engine: alone with its inputs, or in its stack with its outputs and what they draw from. */
export interface ResourceMessage {
  getUrn(): string;
  getType(): string;
  getOptions(): { getParent(): string; getAdditionalsecretoutputsList(): readonly string[] } | undefined;
  getProperties: () => Struct | undefined;
  getProvider: () => ProviderMessage | undefined;
  getPropertydependenciesMap?(): {
    forEach(visit: (on: { getUrnsList(): readonly string[] }, property: string) => void): void;
  };
}

/** A resource as a request told it. Most are of types that nobody asks about, so what it holds is read when it is asked for. */
export class RequestedResource implements PolicyResource {
  readonly urn: string;
  readonly type: string;
  /** The same resource when it was analysed alone, in the stack's turn: with its inputs. */
  alone: RequestedResource | undefined;
  private readonly struct: Struct | undefined;
  private readonly providerMessage: ProviderMessage | undefined;
  private read: Properties | undefined;

  /** @param inStack whether the request is about the whole stack */
  constructor(
    private readonly message: ResourceMessage,
    private readonly inStack: boolean,
  ) {
    this.urn = message.getUrn();
    this.type = message.getType();
    this.struct = message.getProperties();
    this.providerMessage = message.getProvider();
  }

  get inputs(): Properties | undefined {
    return this.inStack ? this.alone?.inputs : this.properties;
  }

  get outputs(): Properties | undefined {
    return this.inStack ? this.properties : undefined;
  }

  get parent(): string | undefined {
    const parent = this.message.getOptions()?.getParent();
    return parent === '' ? undefined : parent;
  }

  get secretOutputs(): readonly string[] {
    return this.message.getOptions()?.getAdditionalsecretoutputsList() ?? [];
  }

  get provider(): PulumiProvider | undefined {
    const message = this.providerMessage;
    if (message === undefined) return undefined;
    return { urn: message.getUrn(), type: message.getType(), properties: plain(message.getProperties()) };
  }

  get dependencies(): Readonly<Record<string, readonly string[]>> | undefined {
    if (this.message.getPropertydependenciesMap === undefined) return undefined;
    const urns: [string, readonly string[]][] = [];
    this.message.getPropertydependenciesMap().forEach((on, property) => urns.push([property, on.getUrnsList()]));
    return Object.fromEntries(urns);
  }

  private get properties(): Properties {
    return (this.read ??= plain(this.struct));
  }
}

const plain = (struct: Struct | undefined): Properties => struct?.toJavaScript() ?? {};
