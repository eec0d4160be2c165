/** An address that the server is asked to call and does not: one line, without path and query, which may hold a secret. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
}

/** The hosts that the server calls; a request names the addresses, and must not make it call others. */
export class AddressList {
  private readonly hosts: ReadonlySet<string>;

  /**
   * @param hosts such as `app.terraform.io` or, with a port that is not the scheme's own, `tfe.example.com:8443`
   * @param allowsHttp whether addresses without encryption are called too
   */
  constructor(
    hosts: readonly string[],
    private readonly allowsHttp = false,
  ) {
    this.hosts = new Set(hosts.map((host) => host.toLowerCase()));
  }

  /** @throws AddressError if it is none that may be called */
  admit(address: string, base?: URL): URL {
    const url = parsed(address, base);
    if (url === undefined) throw new AddressError('the address is no URL');
    if (url.protocol !== 'https:' && !(this.allowsHttp && url.protocol === 'http:')) {
      throw new AddressError(`the address at ${url.host} is not https`);
    }
    if (url.username !== '' || url.password !== '') throw new AddressError(`the address at ${url.host} holds a login`);
    if (!this.hosts.has(url.host)) {
      throw new AddressError(`the host ${url.host} is not on the list; --allow-host ${url.host} adds it`);
    }
    return url;
  }
}

/** What is wrong with a host for the list, or nothing. */
export function hostComplaint(host: string): string | undefined {
  const url = parsed(`https://${host}`);
  return url?.host === host.toLowerCase() && url.pathname === '/' && url.search === '' && url.hash === ''
    ? undefined
    : 'must be a host such as tfe.example.com, with a port only if it is not 443.';
}

/** `URL.parse` is younger than the oldest Node that is supported. */
const parsed = (address: string, base?: URL): URL | undefined =>
  URL.canParse(address, base?.href) ? new URL(address, base) : undefined;
