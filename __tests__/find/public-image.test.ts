// G5: whether the public sees the image, asked signed out; and where a person changes that.
import { describe, expect, test } from '@jest/globals';
import { publicCheck, publicChecks, publicWarning } from '../../src/find/public-image.ts';
import { packageSettings } from '../../src/plan/oci/package-page.ts';
import type { Repository } from '../../src/plan/context.ts';
import { parseImageName } from '../../src/plan/oci/image-name.ts';
import { todoAlert } from '../../src/report/checklist.ts';
import { renderVerification } from '../../src/report/verification.ts';
import { fill } from '../support/samples.ts';
import { contextOf } from '../support/published.ts';

const imageOf = (text: string) => {
  const read = parseImageName(text);
  if ('fault' in read) throw new Error(read.fault.message);
  return read.image;
};
const image = imageOf('ghcr.io/octo-org/app');
const repository: Repository = { ...contextOf().repository, owner: 'Octo-Org', visibility: 'public' };
const asked = (isPublic: boolean) => ({ isPublic: () => Promise.resolve(isPublic) });
const settings = 'https://github.com/orgs/Octo-Org/packages/container/app/settings';

describe('G5 the settings page of a package', () => {
  test.each([
    ['ghcr.io/octo-org/app', 'Organization', settings],
    ['ghcr.io/octo-org/app', 'User', 'https://github.com/users/Octo-Org/packages/container/app/settings'],
    [
      'ghcr.io/octo-org/app/web',
      'Organization',
      'https://github.com/orgs/Octo-Org/packages/container/app%2Fweb/settings',
    ],
    ['ghcr.io/others/app', 'User', 'https://github.com/orgs/others/packages/container/app/settings'],
    ['registry.example.com/octo-org/app', 'Organization', undefined],
  ] as const)('%s of a %s', (name, ownerType, page) => {
    expect(packageSettings(imageOf(name), { ...repository, ownerType })).toBe(page);
  });
});

describe('G5 an image that nobody can pull', () => {
  const org: Repository = { ...repository, ownerType: 'Organization' };

  test('is to do in a public repository, in the first lines of a summary', async () => {
    const checks = await publicChecks(
      { images: [image], repository: org },
      { digest: fill('a') },
      asked(false),
    );
    expect(checks).toEqual([expect.objectContaining({ state: 'to-do', todoUrl: settings })]);
    const alert = todoAlert(checks);
    expect(alert).toContain('[!IMPORTANT]');
    expect(alert).toContain(`(${settings})`);
    const summary = renderVerification({ tag: 'v1.2.0', releaseUrl: 'https://x.example/v1.2.0', checks });
    expect(summary.split('\n').slice(0, 6).join('\n')).toContain(settings);
  });

  test('passes once the public sees it', async () => {
    const check = await publicCheck({ name: image, reference: fill('a') }, org, asked(true));
    expect(check).toMatchObject({ state: 'passed' });
    expect(todoAlert([check!])).toBe('');
  });

  test.each(['private', 'internal', 'unknown'] as const)(
    'is as it should be in a repository that is %s',
    async (visibility) => {
      const never = { isPublic: () => Promise.reject(new Error('not foreseen')) };
      expect(
        await publicCheck({ name: image, reference: 'v1' }, { ...org, visibility }, never),
      ).toBeUndefined();
    },
  );

  test('is a warning of a plan when the package is there already, by the first reference that is', async () => {
    const seen: string[] = [];
    const registry = (isPublic: boolean, there: readonly string[]) => ({
      isPublic: (_: unknown, reference: string) => {
        seen.push(reference);
        return Promise.resolve(isPublic);
      },
      head: (_: unknown, reference: string) =>
        Promise.resolve(
          there.includes(reference) ? { mediaType: 'x', digest: fill('a'), size: 1 } : undefined,
        ),
    });
    const references = ['v1.2.0', 'v1', 'latest'];
    const warn = (isPublic: boolean, there: readonly string[]) =>
      publicWarning(image, references, org, registry(isPublic, there));
    expect(await warn(false, ['v1', 'latest'])).toContain(settings);
    expect(seen).toEqual(['v1']);
    expect(await warn(true, ['latest'])).toBeUndefined();
    expect(await warn(false, [])).toBeUndefined();
  });
});
