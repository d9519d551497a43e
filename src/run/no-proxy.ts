// NO_PROXY in the one spelling that every reader of it knows: curl, Go and Node's libraries each know forms that others do not.
import { BlockList, isIP } from 'node:net';
import { given } from './environment.ts';

/** For this process and what it starts. Libraries read the variable in small letters first. */
export function setPlainNoProxy(env: Record<string, string | undefined>, hosts: readonly string[]): void {
  const list = given(env, 'no_proxy') ?? given(env, 'NO_PROXY');
  if (list !== undefined) env['no_proxy'] = plainNoProxy(list, hosts);
}

/**
 * `*.example.com` is `.example.com`, a dot at the end says nothing, blanks part entries as commas do, and an IPv6 address has
 * brackets in URLs and none here. A network, such as `10.0.0.0/8`, stays and is followed by those of `hosts` that are in it.
 * @param hosts names, addresses and URLs that the run will speak to, perhaps with a port
 */
export function plainNoProxy(list: string, hosts: readonly string[]): string {
  const addresses = new Set(hosts.map(addressOf).filter((address) => isIP(address) !== 0));
  const entries = list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .flatMap((entry) => {
      if (entry.includes('/')) return [entry, ...within(entry, addresses)];
      const plain = entry.replace(/^\*(?=\.)/, '').replace(/(?<=[^.])\.(?=$|:\d+$)/, '');
      return isIP(plain) === 6 ? [plain, `[${plain}]`] : [plain];
    });
  return [...new Set(entries)].join(',');
}

/** `10.0.0.5:5000` and `[fd00::5]:5000` by their addresses alone. */
function addressOf(host: string): string {
  return host
    .replace(/^https?:\/\//, '')
    .replace(/:\d+$/, (port) => (isIP(host) === 6 ? port : ''))
    .replace(/^\[(.*)\]$/, '$1');
}

function within(network: string, addresses: ReadonlySet<string>): readonly string[] {
  const [base = '', bits = ''] = network.split('/');
  const version = isIP(base);
  const most = version === 6 ? 128 : 32;
  if (version === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > most) return [];
  const list = new BlockList();
  list.addSubnet(base, Number(bits), version === 6 ? 'ipv6' : 'ipv4');
  return [...addresses]
    .filter((address) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'))
    .map((address) => (isIP(address) === 6 ? `[${address}]` : address));
}
