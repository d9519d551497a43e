import { describe, expect, test } from '@jest/globals';
import { parseInputs } from '../../../src/plan/inputs/parse.ts';
import { parseImageName } from '../../../src/plan/oci/image-name.ts';
import { registryNameFault } from '../../../src/plan/oci/registry-names.ts';
import { inputDefaults } from '../../support/action-defaults.ts';

const faultOf = (text: string) => {
  const parsed = parseImageName(text);
  if ('fault' in parsed) throw new Error(parsed.fault.message);
  return registryNameFault(parsed.image);
};
const ecr = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';

describe('names that the registry takes', () => {
  test.each([
    ['O14 Docker Hub', 'octo/app'],
    ['O14 Docker Hub', 'docker.io/octo/my_app-2'],
    ['GHCR', 'ghcr.io/octo-org/group/app'],
    ['O15 Amazon ECR', `${ecr}/app`],
    ['O15 Amazon ECR', `${ecr}/team/app.web_1`],
    ['O15 Amazon ECR in China', '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app'],
    ['O15 Amazon ECR over both IP versions', '123456789012.dkr-ecr.eu-central-1.on.aws/app'],
    ['O15 Amazon ECR with FIPS', '123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/app'],
    ['O15 Amazon ECR Public', 'public.ecr.aws/a1b2c3d4/app'],
    ['O16 Artifact Registry', 'europe-west1-docker.pkg.dev/project/repository/app'],
    ['O16 Artifact Registry', 'us-docker.pkg.dev/project/repository/team/app'],
    ['O16 Artifact Registry, of a domain', 'us-docker.pkg.dev/example.com/project/repository/app'],
    ['O16 Container Registry', 'eu.gcr.io/project/app'],
    ['O17 Azure', 'octoregistry.azurecr.io/app'],
    ['O17 Azure', 'octoregistry-d2ach.azurecr.io/a/b/c'],
    ['O18 Quay', 'quay.io/octo/app'],
    ['O18 Quay', 'quay.io/octo/team/app'],
    ['nothing is known of', 'registry.example.org/app'],
    ['nothing is known of', 'localhost:5000/app'],
  ])('%s: %s', (_, name) => {
    expect(faultOf(name)).toBeUndefined();
  });
});

describe('names that it does not take, with one that it would', () => {
  test.each([
    ['O14 Docker Hub', 'app', 'docker.io/library/app has no namespace', 'docker.io/NAMESPACE/app'],
    ['O14 Docker Hub', 'octo/team/app', 'more than two parts', 'docker.io/NAMESPACE/app'],
    ['GHCR', 'ghcr.io/app', 'has no owner', 'ghcr.io/OWNER/app'],
    [
      'O15 Amazon ECR',
      '1234.dkr.ecr.eu-central-1.amazonaws.com/app',
      '12 digits of the account',
      `${ecr}/app`,
    ],
    ['O15 Amazon ECR', 'dkr.ecr.eu-central-1.amazonaws.com/app', '12 digits of the account', `${ecr}/app`],
    ['O15 Amazon ECR', 'ecr.eu-central-1.amazonaws.com/app', '12 digits of the account', `${ecr}/app`],
    ['O15 Amazon ECR', `${ecr}/my__app`, 'in a row', `${ecr}/my-app`],
    ['O15 Amazon ECR Public', 'public.ecr.aws/app', "registry's alias", 'public.ecr.aws/ALIAS/app'],
    [
      'O16 Artifact Registry',
      'europe-west1-docker.pkg.dev/project/app',
      'PROJECT/REPOSITORY/IMAGE',
      'europe-west1-docker.pkg.dev/PROJECT/REPOSITORY/app',
    ],
    [
      'O16 Artifact Registry, of a domain',
      'us-docker.pkg.dev/example.com/project/app',
      'PROJECT/REPOSITORY/IMAGE',
      'europe-west1-docker.pkg.dev/PROJECT/REPOSITORY/app',
    ],
    ['O16 Artifact Registry', 'docker.pkg.dev/p/r/app', 'no location', 'europe-west1-docker.pkg.dev/PROJECT'],
    ['O16 Container Registry', 'gcr.io/app', 'has no project', 'gcr.io/PROJECT/app'],
    ['O17 Azure', 'azurecr.io/app', 'Azure registry', 'octoregistry.azurecr.io/app'],
    ['O17 Azure', 'my_registry.azurecr.io/app', 'not an image name', 'ghcr.io'],
    ['O17 Azure', 'reg.azurecr.io/app', 'Azure registry', 'octoregistry.azurecr.io/app'],
    ['O18 Quay', 'quay.io/app', 'has no namespace', 'quay.io/NAMESPACE/app'],
  ])('%s: %s', (_, name, message, hint) => {
    const { faults } = parseInputs({ ...inputDefaults, image: name });
    expect(faults).toEqual([
      {
        message: expect.stringContaining(message) as unknown,
        hint: expect.stringContaining(hint) as unknown,
      },
    ]);
  });

  test('all of them are told at once, and what is read is not asked for a name to push to', () => {
    const { faults } = parseInputs({ ...inputDefaults, image: 'app\nquay.io/app' });
    expect(faults.map(({ message }) => message)).toEqual([
      expect.stringContaining('docker.io/library/app'),
      expect.stringContaining('quay.io/app'),
    ]);
  });
});
