# For a repository without a Dockerfile of its own: its files on the rehearsal's base image.
FROM ghcr.io/octo-org/base:1
COPY . /srv/app
CMD ["uname", "-m"]
