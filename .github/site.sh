#!/usr/bin/env bash
# Builds the site of this checkout into build/pages, and below it that of the newest stable release of each major.
set -euo pipefail
cd "$(dirname "$0")/.."
base=${SITE_ROOT:-/release-action/}
out=$PWD/build/pages
rm -rf "$out"

# build CHECKOUT VERSION BASE FOLDER
build() {
  (cd "$1" && SITE_VERSION=$2 SITE_BASE=$3 npm run site)
  mkdir -p "$4"
  cp -R "$1/build/site/." "$4/"
}

build "$PWD" main "$base" "$out"
seen=' '
for tag in $(git tag --list 'v*.*.*' --sort=-version:refname); do
  case $tag in *-*) continue ;; esac
  major=${tag%%.*}
  case $seen in *" $major "*) continue ;; esac
  seen+="$major "
  # Releases from before there was a site have none.
  git cat-file -e "$tag:docs/.vitepress/config.ts" 2>/dev/null || continue
  git worktree add --detach "build/$major" "$tag"
  build "$PWD/build/$major" "$tag" "$base$major/" "$out/$major"
  git worktree remove --force "build/$major"
done
