// A BuildKit daemon as a machine of its own: a network namespace with an interface of its own, reached over TCP with TLS in both directions.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { authority, issue, keyIdentifiers, x509 } from '../standins/core/certificates.ts';
import { KeyStore, pem } from '../standins/core/keys.ts';
import { buildkitConfig } from './builder.ts';
import { ensureBuildkitImage } from './buildkit-image.ts';
import type { Progress } from './cache.ts';
import { attempt, run } from './command.ts';
import type { Engine } from './engine.ts';
import type { Tools } from './tools.ts';

/** What nodes and those who build on them trust and show: PEM files in one folder. */
export interface NodeCertificates {
  readonly dir: string;
  /** The driver options that show a client's certificate, as `builder-nodes` takes them. */
  readonly client: Readonly<Record<string, string>>;
}

export interface BuildkitNode {
  readonly name: string;
  readonly endpoint: string;
  /** Its address, from which its build steps call too. */
  readonly address: string;
  /** Ends the daemon with all that it builds. */
  readonly kill: () => Promise<void>;
  /** Lets nothing of it out to this machine: the daemon lives on, and nobody hears of it, not even that it is gone. */
  readonly cutOff: () => Promise<void>;
}

/** The name that every node's certificate bears; an address of Docker's is known only once the node runs. */
const SERVER_NAME = 'buildkit.internal';
const NETWORK = 'bridge';

/** A certificate authority, a server's certificate and a client's. */
export async function nodeCertificates(dir: string): Promise<NodeCertificates> {
  const keys = new KeyStore(dir);
  const ca = await keys.pair('ca', 'P-256');
  const name = 'CN=Rehearsal BuildKit CA';
  await writeFile(
    path.join(dir, 'ca.pem'),
    pem('CERTIFICATE', await authority(name, ca, { name, pair: ca })),
  );
  for (const [role, usage] of [
    ['server', x509.ExtendedKeyUsage.serverAuth],
    ['client', x509.ExtendedKeyUsage.clientAuth],
  ] as const) {
    const own = await keys.pair(role, 'P-256');
    const der = await issue({
      subject: `CN=${role}`,
      publicKey: own.publicKey,
      issuer: { name, privateKey: ca.privateKey },
      extensions: [
        new x509.ExtendedKeyUsageExtension([usage]),
        new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: SERVER_NAME }]),
        ...(await keyIdentifiers(own.publicKey, ca.publicKey)),
      ],
    });
    await writeFile(path.join(dir, `${role}.pem`), pem('CERTIFICATE', der));
  }
  const file = (base: string): string => path.join(dir, base);
  return {
    dir,
    client: {
      servername: SERVER_NAME,
      cacert: file('ca.pem'),
      cert: file('client.pem'),
      key: file('client.key.pem'),
    },
  };
}

/** The address of this machine that nodes reach. */
export async function hostAddress(tools: Tools, env: Readonly<Record<string, string>>): Promise<string> {
  const format = '{{(index .IPAM.Config 0).Gateway}}';
  return (await run(tools.docker, ['network', 'inspect', '--format', format, NETWORK], { env })).trim();
}

/**
 * What is run in a container so that its answers are dropped. Without its interface the machine itself would say at once that
 * there is no host of that address, which a network with a router between does not.
 */
export function silenceTo(address: string): readonly string[] {
  return ['/bin/busybox', 'ip', 'route', 'add', 'blackhole', address];
}

/** Starts a node. `registries` are reached over HTTP. */
export async function startNode(
  { tools, engine }: { readonly tools: Tools; readonly engine: Engine },
  env: Readonly<Record<string, string>>,
  { dir }: NodeCertificates,
  options: { readonly name: string; readonly registries: readonly string[]; readonly progress: Progress },
): Promise<BuildkitNode> {
  const { name, registries, progress } = options;
  const image = await ensureBuildkitImage(tools, engine, progress);
  const config = path.join(dir, `${name}.toml`);
  const plain = registries.map((host) => `[registry.${JSON.stringify(host)}]\n  http = true\n`);
  await writeFile(config, [buildkitConfig(undefined, []), ...plain].join(''));
  const inside = '/etc/buildkit';
  const mounts = [
    [config, 'buildkitd.toml'],
    ...['ca.pem', 'server.pem', 'server.key.pem'].map((base) => [path.join(dir, base), base] as const),
  ];
  await run(
    tools.docker,
    [
      ...['run', '--detach', '--rm', '--privileged', '--network', NETWORK, '--name', name],
      ...mounts.flatMap(([from, base]) => ['--volume', `${from}:${inside}/${base}:ro`]),
      ...[image, '--addr', 'tcp://0.0.0.0:1234'],
      ...['--tlscacert', `${inside}/ca.pem`],
      ...['--tlscert', `${inside}/server.pem`, '--tlskey', `${inside}/server.key.pem`],
    ],
    { env },
  );
  const format = `{{(index .NetworkSettings.Networks "${NETWORK}").IPAddress}}`;
  const address = (await run(tools.docker, ['inspect', '--format', format, name], { env })).trim();
  return {
    name,
    endpoint: `tcp://${address}:1234`,
    address,
    kill: async () => {
      await attempt(tools.docker, ['rm', '--force', '--volumes', name], { env });
    },
    cutOff: async () => {
      await run(tools.docker, ['exec', name, ...silenceTo(await hostAddress(tools, env))], { env });
    },
  };
}
