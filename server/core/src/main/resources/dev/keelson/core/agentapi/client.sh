#!/usr/bin/env bash
# {{title}}
# Call of the {{origin}}.
# Needs curl 7.76 or later. The key stays out of the list of processes, as curl reads it from a file descriptor.
set -euo pipefail
: "${KEELSON_URL:?set it to the address of the server, such as http://127.0.0.1:8080}"
: "${KEELSON_API_KEY:?set it to an API key that may run the agent}"

# On a problem curl ends with 22 and the answer says what was wrong, with a "code" to decide by.
curl --silent --show-error --fail-with-body \
  --header @<(printf 'Authorization: Bearer %s\n' "$KEELSON_API_KEY") \
  --header 'Content-Type: application/json' \{{contractHeader}}
  --data-binary @- \
  "${KEELSON_URL%/}{{path}}" <<'KEELSON_INPUT'
{{input}}
KEELSON_INPUT
