// What goreleaser makes of its configuration, for the parts that release workflows use: archives, checksums, their signatures, images.
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import semver from 'semver';
import type { Pushed } from './metadata-tags.ts';
import type { Produced } from './produced.ts';

interface Archive {
  readonly formats?: readonly string[];
  readonly name_template?: string;
  readonly format_overrides?: readonly { readonly goos: string; readonly formats: readonly string[] }[];
}

interface Config {
  readonly project_name: string;
  readonly builds?: readonly { readonly goos: readonly string[]; readonly goarch: readonly string[] }[];
  readonly archives?: readonly Archive[];
  readonly checksum?: { readonly name_template?: string };
  readonly signs?: readonly {
    readonly artifacts?: string;
    readonly signature?: string;
    readonly certificate?: string;
  }[];
  readonly dockers?: readonly {
    readonly image_templates: readonly string[];
    readonly build_flag_templates?: readonly string[];
  }[];
  readonly docker_manifests?: readonly { readonly name_template: string }[];
  readonly docker_signs?: readonly unknown[];
  readonly brews?: readonly unknown[];
}

const fill = (template: string, values: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{\{ ?\.(\w+) ?\}\}/g, (all, name: string) => String(values[name] ?? all));

const tagOf = (image: string): string => image.slice(image.lastIndexOf(':') + 1);

/** What a release of the tag has, by this configuration. */
export async function goreleaserProduces(
  file: string,
  pushed: Pushed,
): Promise<Omit<Produced, 'permissions'>> {
  const config = parse(await readFile(file, 'utf8')) as Config;
  const version = semver.parse(pushed.name.replace(/^v/, ''));
  if (version === null) throw new Error(`${pushed.name} is no version`);
  const values = {
    ...{ ProjectName: config.project_name, Version: version.version, Tag: pushed.name },
    ...{ Major: version.major, Minor: version.minor },
  };
  const archives = (config.archives ?? []).flatMap(
    ({ formats = ['tar.gz'], name_template = '', format_overrides = [] }) =>
      (config.builds ?? []).flatMap(({ goos, goarch }) =>
        goos.flatMap((os) =>
          goarch.flatMap((arch) => {
            const name = fill(name_template, { ...values, Os: os, Arch: arch });
            const own = format_overrides.find((one) => one.goos === os)?.formats ?? formats;
            return own.map((format) => `${name}.${format}`);
          }),
        ),
      ),
  );
  const checksums = fill(config.checksum?.name_template ?? 'checksums.txt', values);
  const signed = (config.signs ?? []).flatMap(({ artifacts = 'checksum', signature, certificate }) =>
    (artifacts === 'checksum' ? [checksums] : [...archives, checksums]).flatMap((artifact) =>
      [signature, certificate].flatMap((one) => one?.replace('${artifact}', artifact) ?? []),
    ),
  );
  const images = [
    ...(config.dockers ?? []).flatMap(({ image_templates }) => image_templates),
    ...(config.docker_manifests ?? []).map(({ name_template }) => name_template),
  ];
  const flags = (config.dockers ?? []).flatMap(({ build_flag_templates = [] }) => build_flag_templates);
  return {
    tags: images.map((image) => tagOf(fill(image, values))),
    labels: [...new Set(flags.flatMap((flag) => /^--label=([^=]+)=/.exec(flag)?.[1] ?? []))],
    assets: [...archives, checksums, ...signed],
    proofs: (config.docker_signs ?? []).length > 0 ? ['signature'] : [],
    other: (config.brews ?? []).length > 0 ? ['homebrew tap'] : [],
  };
}
