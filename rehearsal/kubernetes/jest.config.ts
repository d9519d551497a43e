// `npm run rehearse:kubernetes`: no part of `npm test`, since the servers of a cluster take long to compile.
import config from '../../jest.config.ts';

const rehearsal = config.projects.find(({ displayName }) => displayName === 'rehearsal');

export default {
  ...rehearsal,
  rootDir: '../..',
  displayName: 'kubernetes',
  testMatch: ['<rootDir>/rehearsal/kubernetes/*.rehearsal.ts'],
};
