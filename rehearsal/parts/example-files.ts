// The files of the example service as they stand at different points of its history.

export const GITIGNORE = `/signpost\n*.o\n`;

export const README = (repository: string): string => `# signpost

A tiny HTTP service that says who it is.

    docker run --rm ghcr.io/${repository}:latest            # prints the architecture
    docker run --rm -p 8080:8080 ghcr.io/${repository}:latest serve
`;

export const README_CONFIGURED = (repository: string): string =>
  `${README(repository)}
Settings are read from \`/etc/signpost/config.yaml\`; see \`config.example.yaml\`.
`;

export const DOCKERFILE = `ARG BASE_C=ghcr.io/octo-org/base-c:1
ARG BASE=ghcr.io/octo-org/base:1

# Compiles one static program, once; both the image and the archive take it from here.
FROM \${BASE_C} AS build
WORKDIR /src
COPY package.json ./
COPY src/ ./
RUN version=$(sed -n 's/.*"version": "\\(.*\\)".*/\\1/p' package.json) \\
 && mkdir /out && cc -DVERSION="\\"$version\\"" -o /out/signpost *.c \\
 && /out/signpost --version

FROM scratch AS binary
COPY --from=build /out/signpost /signpost

FROM \${BASE}
COPY --from=build /out/signpost /usr/bin/signpost
COPY config.example.yaml /etc/signpost/config.yaml
COPY migrations/ /usr/share/signpost/migrations/
USER 65534:65534
EXPOSE 8080
ENTRYPOINT ["/usr/bin/signpost"]
`;

export const DOCKERIGNORE = `.git\n*.o\nsignpost\n`;

export const PACKAGE = (version: string): string => `{
  "name": "signpost",
  "version": "${version}",
  "private": true,
  "license": "Apache-2.0"
}
`;

export const CHART = (version: string): string => `apiVersion: v2
name: signpost
description: A tiny HTTP service that says who it is
version: ${version}
appVersion: "${version}"
`;

export const MAIN_C = `#include <stdio.h>
#include <sys/utsname.h>

int main(void)
{
	struct utsname machine;
	if (uname(&machine) != 0)
		return 1;
	puts(machine.machine);
	return 0;
}
`;

export const MAIN_SERVE_C = `#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include "signpost.h"

#ifndef VERSION
#define VERSION "dev"
#endif

const char *signpost_version(void)
{
	return VERSION;
}

int main(int argc, char **argv)
{
	struct utsname machine;
	if (uname(&machine) != 0)
		return 1;
	if (argc < 2) {
		puts(machine.machine);
		return 0;
	}
	if (strcmp(argv[1], "--version") == 0) {
		printf("signpost %s %s\\n", signpost_version(), machine.machine);
		return 0;
	}
	if (strcmp(argv[1], "serve") == 0)
		return serve(argc > 2 ? atoi(argv[2]) : 8080, machine.machine);
	fprintf(stderr, "usage: signpost [--version | serve [PORT]]\\n");
	return 2;
}
`;

export const HEADER_1 = `#ifndef SIGNPOST_H
#define SIGNPOST_H

const char *signpost_version(void);
int serve(int port, const char *machine);

#endif
`;

export const HEADER_2 = HEADER_1.replace(
  '\n#endif\n',
  `
struct config {
	int port;
	char store[256];
};

struct config read_config(const char *file);
long count_visit(const char *store);

#endif
`,
);

const HTTP = (reply: string, visit: string, close: string): string => `#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include "signpost.h"

int serve(int port, const char *machine)
{
	struct sockaddr_in address;
	int yes = 1, server = socket(AF_INET, SOCK_STREAM, 0);
	memset(&address, 0, sizeof address);
	address.sin_family = AF_INET;
	address.sin_port = htons(port);
	setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
	if (bind(server, (struct sockaddr *)&address, sizeof address) != 0 || listen(server, 16) != 0) {
		perror("signpost");
		return 1;
	}
	printf("listening on port %d\\n", port);
	fflush(stdout);
	for (;;) {
		char request[2048], body[256], answer[512];
		int client = accept(server, 0, 0);
		if (client < 0)
			continue;
		read(client, request, sizeof request);
${visit}		sprintf(body, ${reply});
		sprintf(answer, "HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\nConnection: close\\r\\n\\r\\n%s", (int)strlen(body), body);
		write(client, answer, strlen(answer));
${close}	}
}
`;

const PLAIN = '"signpost %s on %s\\n", signpost_version(), machine';

/** Leaves every connection open: the fault that the next commit mends. */
export const HTTP_1 = HTTP(PLAIN, '', '');
export const HTTP_2 = HTTP(PLAIN, '', '\t\tclose(client);\n');
export const HTTP_3 = HTTP(
  '"{\\"service\\":\\"signpost\\",\\"version\\":\\"%s\\",\\"machine\\":\\"%s\\",\\"visits\\":%ld}\\n", signpost_version(), machine, visits',
  '\t\tlong visits = count_visit(settings.store);\n',
  '\t\tclose(client);\n',
).replace(
  '\tint yes = 1',
  '\tstruct config settings = read_config("/etc/signpost/config.yaml");\n\tint yes = 1',
);

export const CONFIG_C = `#include <stdio.h>
#include <string.h>
#include "signpost.h"

struct config read_config(const char *file)
{
	struct config config;
	char line[512];
	FILE *in = fopen(file, "r");
	memset(&config, 0, sizeof config);
	config.port = 8080;
	if (!in)
		return config;
	while (fgets(line, sizeof line, in)) {
		sscanf(line, "  port: %d", &config.port);
		sscanf(line, "  path: %255s", config.store);
	}
	fclose(in);
	return config;
}
`;

export const STORE_C = `#include <stdio.h>
#include "signpost.h"

long count_visit(const char *store)
{
	static long visits;
	FILE *file;
	visits++;
	if (store[0] && (file = fopen(store, "w"))) {
		fprintf(file, "%ld\\n", visits);
		fclose(file);
	}
	return visits;
}
`;

export const CONFIG_1 = `# How signpost listens and what it says.
listen:
  # The port to listen on.
  port: 8080
greeting: "signpost"
log: debug
`;

export const CONFIG_2 = `# How signpost listens and what it keeps.
listen:
  # The port to listen on.
  port: 8080
  # Seconds before an idle connection is closed.
  timeout: 30
store:
  # Where visits are counted; empty keeps them in memory.
  path: ""
log: info
`;

export const MIGRATION_1 = `CREATE TABLE visits (id BIGINT PRIMARY KEY, seen TIMESTAMP NOT NULL);\n`;
export const MIGRATION_2 = `ALTER TABLE visits ADD COLUMN path TEXT NOT NULL DEFAULT '/';\n`;
export const MIGRATION_3 = `CREATE INDEX visits_by_path ON visits (path);\n`;

export const CHANGELOG_1 = `# Changelog

## 1.1.0 - 2026-01-12

- Signpost answers HTTP requests.
`;

export const CHANGELOG_2 = `# Changelog

## 1.2.0 - 2026-02-20

Before you update: answers are JSON now, and \`greeting\` is gone from the configuration. Readers that expect the old
line must take \`service\` and \`machine\` from the JSON object.

- Visits are counted.
- Settings are read from a file.

## 1.1.0 - 2026-01-12

- Signpost answers HTTP requests.
`;
