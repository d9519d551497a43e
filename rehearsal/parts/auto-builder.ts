// Lets a builder that the action makes itself (`builder: auto`) reach ghcr.io through the rehearsal's proxy.
//
// The action creates that builder with no option, so everything has to come with what buildx takes by default: the
// image `moby/buildkit:buildx-stable-1` and the network `bridge`. For as long as it is needed, that name stands for a
// copy of our BuildKit image whose environment names a proxy and which trusts the stand-ins' certificate authority.
// From the bridge the machine is the gateway, where the proxy on 127.0.0.1 is not heard: a port there is passed on.
import { DEFAULT_IMAGE, ensureBuildkitImage } from './buildkit-image.ts';
import { locked, tryLock } from './cache.ts';
import type { Progress } from './cache.ts';
import { run } from './command.ts';
import type { Engine } from './engine.ts';
import { forward } from './forwarder.ts';
import type { Tools } from './tools.ts';

export interface AutoBuilderImage {
  /** The proxy as a container on the bridge sees it. */
  readonly proxy: string;
  /** Puts the plain image back under the default name. */
  stop(): Promise<void>;
}

const SYSTEM_CAS = '/etc/ssl/certs/ca-certificates.crt';

/**
 * Prepares the private engine for an action that makes its own builder. Only a private engine will do: one that can
 * reach Docker Hub replaces the image by the one there; hand the action a builder's name then.
 */
export async function prepareAutoBuilderImage(
  tools: Tools,
  engine: Engine,
  options: { readonly proxy: string; readonly ca: string },
  progress: Progress,
): Promise<AutoBuilderImage> {
  if (!engine.ours) {
    throw new Error(
      'builder: auto can be rehearsed on the private engine only; give --with builder=NAME here',
    );
  }
  const env = { DOCKER_HOST: engine.host };
  const plain = await ensureBuildkitImage(tools, engine, progress);
  const release = await claim(progress);
  try {
    const gateway = await bridgeGateway(tools, env);
    const forwarder = await forward(gateway, new URL(options.proxy));
    const proxy = `http://${gateway}:${forwarder.port}`;
    await derive(tools, plain, proxy, options.ca, env);
    return {
      proxy,
      async stop() {
        await run(tools.docker, ['tag', plain, DEFAULT_IMAGE], { env });
        await forwarder.close();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** The name is one for the whole engine: one rehearsal at a time. */
async function claim(progress: Progress): Promise<() => Promise<void>> {
  const release = await tryLock('auto-builder');
  if (release) return release;
  // Waits until whoever has it is done, then takes it.
  await locked('auto-builder', progress, () => Promise.resolve());
  return claim(progress);
}

async function bridgeGateway(tools: Tools, env: Readonly<Record<string, string>>): Promise<string> {
  const format = '{{range .IPAM.Config}}{{println .Gateway}}{{end}}';
  const gateways = await run(tools.docker, ['network', 'inspect', 'bridge', '--format', format], { env });
  const gateway = gateways.split('\n').find((line) => /^\d+(\.\d+){3}$/.test(line.trim()));
  if (gateway === undefined) throw new Error('the private engine has no bridge network with an IPv4 gateway');
  return gateway.trim();
}

async function derive(
  tools: Tools,
  plain: string,
  proxy: string,
  ca: string,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const container = (await run(tools.docker, ['create', plain], { env })).trim();
  try {
    await run(tools.docker, ['cp', ca, `${container}:${SYSTEM_CAS}`], { env });
    const changes = [`ENV HTTPS_PROXY=${proxy}`, `ENV HTTP_PROXY=${proxy}`, 'ENV NO_PROXY=127.0.0.1'];
    const args = changes.flatMap((change) => ['--change', change]);
    await run(tools.docker, ['commit', ...args, container, DEFAULT_IMAGE], { env });
  } finally {
    await run(tools.docker, ['rm', '--force', '--volumes', container], { env });
  }
}
