#!/bin/sh
# Runs once, when the container is made. In a codespace the browser reaches the lab at a public origin, which
# its terminals know by these two variables; elsewhere the ports are forwarded to localhost, and nothing is set.
set -eu
npm ci
for file in "$HOME/.bashrc" "$HOME/.zshrc"; do
  cat >> "$file" <<'END'
if [ -n "${CODESPACE_NAME:-}" ]; then
  export LAB_PUBLIC_ORIGIN="https://$CODESPACE_NAME-3000.${GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN:-app.github.dev}"
fi
END
done
