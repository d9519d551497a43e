// The input `builder-nodes`: BuildKit nodes that one builder spreads the platforms over.
import { compact } from '../../compact.ts';
import { parseDocument } from 'yaml';
import { isJsonObject } from '../json.ts';
import { type Platform, parsePlatform } from '../oci/image-name.ts';
import type { InputReader } from './reader.ts';

export const nodeDrivers = ['remote', 'docker-container', 'kubernetes'] as const;

export interface BuilderNode {
  readonly driver: (typeof nodeDrivers)[number];
  /** An address, or the name of a Docker context; absent where the driver needs or takes none. */
  readonly endpoint?: string;
  /** What it builds, and nothing else is sent to it. */
  readonly platforms: readonly Platform[];
  /** `key=value`, as `--driver-opt` takes them. */
  readonly driverOpts: readonly string[];
}

const hint = [
  'with:',
  '  builder-nodes: |',
  '    - { platforms: linux/amd64, driver: remote, endpoint: "tcp://amd64.example.org:1234" }',
  '    - { platforms: linux/arm64, driver: remote, endpoint: "tcp://arm64.example.org:1234" }',
].join('\n');
/** What is wrong with an endpoint, as buildx sees it (`buildx create`, per driver). */
const endpoints: Readonly<
  Record<BuilderNode['driver'], (endpoint: string | undefined) => string | undefined>
> = {
  remote: (endpoint = '') =>
    /^(?:tcp|unix|ssh|docker-container|kube-pod):\/\/\S+$/.test(endpoint)
      ? undefined
      : 'needs an endpoint, as tcp://host:port',
  // A context's name as the docker command line takes it (cli/context/store).
  'docker-container': (endpoint) =>
    endpoint === undefined || /^(?:(?:ssh|tcp|unix):\/\/\S+|[a-zA-Z0-9][a-zA-Z0-9_.+-]+)$/.test(endpoint)
      ? undefined
      : 'has an endpoint that is neither an address, as ssh://user@host, nor the name of a Docker context',
  kubernetes: (endpoint) =>
    endpoint === undefined
      ? undefined
      : 'has an endpoint, which the kubernetes driver does not take: KUBECONFIG says which cluster it is, and its driver-opts which namespace',
};
const keys = ['platforms', 'driver', 'endpoint', 'driver-opts'];

/** The nodes, each checked by itself and all of them together. @param asked the platforms that must find a node */
export function builderNodes(read: InputReader, asked: readonly Platform[]): readonly BuilderNode[] {
  const text = read.text('builder-nodes');
  if (text === '') return [];
  const document = parseDocument(text, { prettyErrors: false });
  const list: unknown = document.errors.length > 0 ? undefined : document.toJS();
  if (!Array.isArray(list)) {
    read.fault('builder-nodes is not a YAML list', hint);
    return [];
  }
  const before = read.faults.length;
  const nodes = list.flatMap((one: unknown, at) => node(read, one, `builder-nodes: node ${at + 1}`));
  if (read.faults.length > before) return [];
  if (read.text('builder') !== 'auto')
    read.fault('builder and builder-nodes both choose a builder', 'Give one of them.');
  // buildx: "existing instance … has mismatched driver"
  const drivers = [...new Set(nodes.map(({ driver }) => driver))];
  if (drivers.length > 1)
    read.fault(`builder-nodes: ${drivers.join(' and ')} are in one builder, which has one driver`, hint);
  const homeless = asked.filter((platform) => !nodes.some((one) => builds(one, platform)));
  if (read.text('mode') !== 'build' && homeless.length > 0)
    read.fault(`builder-nodes: no node has ${homeless.map(({ name }) => name).join(', ')}`, hint);
  return nodes;
}

/** Whether a platform may be sent to a node. */
export function builds({ platforms }: Pick<BuilderNode, 'platforms'>, platform: Platform): boolean {
  return platforms.some(({ name }) => name === platform.name);
}

function node(read: InputReader, given: unknown, what: string): readonly BuilderNode[] {
  const fault = (message: string): readonly BuilderNode[] => {
    read.fault(`${what} ${message}`, hint);
    return [];
  };
  if (!isJsonObject(given)) return fault('is not a mapping');
  const odd = Object.keys(given).find((key) => !keys.includes(key));
  if (odd !== undefined)
    return fault(`has the key ${JSON.stringify(odd)}, which is not one of ${keys.join(', ')}`);
  const driver = nodeDrivers.find((name) => name === given['driver']);
  if (driver === undefined) return fault(`has no driver of ${nodeDrivers.join(', ')}`);
  const { endpoint } = given;
  if (endpoint !== undefined && typeof endpoint !== 'string') return fault('has an endpoint that is no text');
  const wrong = endpoints[driver](endpoint);
  if (wrong !== undefined) return fault(wrong);
  const names = textsIn(given['platforms']);
  if (names === undefined || names.length === 0) return fault('names no platforms');
  const platforms: Platform[] = [];
  for (const name of names) {
    const parsed = parsePlatform(name);
    if ('fault' in parsed) return fault(`has ${JSON.stringify(name)}, which is not a platform`);
    platforms.push(parsed.platform);
  }
  const opts = given['driver-opts'];
  const driverOpts = isJsonObject(opts)
    ? Object.entries(opts).map(
        ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
      )
    : opts === undefined
      ? []
      : textsIn(opts);
  if (driverOpts?.every((opt) => /^[\w.-]+=/.test(opt)) !== true)
    return fault('has driver-opts that are not key=value');
  return [
    compact({ driver, endpoint: typeof endpoint === 'string' ? endpoint : undefined, platforms, driverOpts }),
  ];
}

/** A list of texts, or one text with commas. */
function textsIn(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string')
    return value
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) return undefined;
  return value;
}
