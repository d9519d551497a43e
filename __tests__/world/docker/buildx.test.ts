import { expect, test } from '@jest/globals';
import { parseBuilder } from '../../../src/world/docker/buildx.ts';

test('what inspect prints is a builder', () => {
  const text = `Name:          two
Driver:        docker-container
Last Activity: 2026-01-01 00:00:00 +0000 UTC

Nodes:
Name:                  two0
Endpoint:              unix:///var/run/docker.sock
Status:                running
Platforms:             linux/amd64*, linux/amd64/v2, linux/386
Name:                  two1
Platforms:             linux/arm64*, linux/amd64
`;
  expect(parseBuilder(text)).toEqual({
    name: 'two',
    driver: 'docker-container',
    platforms: ['linux/amd64', 'linux/amd64/v2', 'linux/386', 'linux/arm64'],
  });
});

test('a builder that has not started tells no platforms', () => {
  expect(
    parseBuilder('Name: x\nDriver: docker-container\n\nNodes:\nPlatforms:\nStatus: inactive\n'),
  ).toMatchObject({ platforms: [] });
});
