import { expect, test } from '@jest/globals';
import { environmentOfTools, inputsIn } from '../src/environment.ts';

test('inputs are read under the names of action.yml, as they were given', () => {
  expect(
    inputsIn({
      'INPUT_GITHUB-TOKEN': 'ghs_1',
      INPUT_MODE: ' plan ',
      INPUT_FILE: '',
      INPUT_TAG: undefined,
      GITHUB_REF: 'refs/tags/v1.2.0',
    }),
  ).toEqual({ 'github-token': 'ghs_1', mode: ' plan ', file: '' });
});

test.each([
  ['INPUT_GITHUB-TOKEN'],
  ['INPUT_REGISTRY-PASSWORD'],
  ['STATE_temp'],
  ['ACTIONS_RUNTIME_TOKEN'],
  ['ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
  ['ACTIONS_ID_TOKEN_REQUEST_URL'],
  ['GITHUB_TOKEN'],
  ['GH_TOKEN'],
  ['GITHUB_OUTPUT'],
  ['GITHUB_STATE'],
  ['GITHUB_ENV'],
  ['GITHUB_PATH'],
  ['GITHUB_STEP_SUMMARY'],
])('no tool sees %s', (name) => {
  expect(environmentOfTools({ [name]: 'x', PATH: '/bin' })).toEqual({ PATH: '/bin' });
});

test.each([['HOME'], ['HTTPS_PROXY'], ['SSL_CERT_FILE'], ['GITHUB_SHA'], ['DOCKER_HOST'], ['MY_INPUT_X']])(
  'tools see %s',
  (name) => {
    expect(environmentOfTools({ [name]: 'x' })).toEqual({ [name]: 'x' });
  },
);
