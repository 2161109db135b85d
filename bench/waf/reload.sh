# Sourced by bench/run: the web ACL changed again and again under load; no request may fail and memory must not grow.
waf_reload() {
  need wrk curl python3 nginx
  python3 -c 'import boto3' 2>/dev/null || { echo "missing: python3-boto3" >&2; exit 1; }
  build
  machine "waf-reload: ${RELOADS:-1000} updates of the default web ACL, one after another, while wrk sends GET over 16 connections"
  local gateway server aws port loader
  read -r port < <(free_ports 1)
  { echo "worker_processes 1; pid $work/origin.pid; error_log /dev/null; daemon off; events { worker_connections 4096; }"
    echo "http { access_log off; keepalive_requests 1000000; server { listen 127.0.0.1:$port backlog=4096; location / { return 200 ok; } } }"
  } > "$work/origin.conf"
  nginx -c "$work/origin.conf" 2>>"$work/log" & pids+=($!)
  until_up "http://127.0.0.1:$port"
  start_redoubt "http://127.0.0.1:$port"
  wrk -t1 -c16 -d36000s -s "$here/traffic/get.lua" "$gateway" > "$work/wrk" & pids+=($!) loader=$!
  sleep 5
  "$here/waf/reload" "http://$aws" "$(credentials aws_access_key_id "$work/state")" "$(credentials aws_secret_access_key "$work/state")" "$server" "${RELOADS:-1000}"
  kill -INT "$loader"; wait "$loader" 2>/dev/null || true
  awk '/requests in/ {print $1 " requests meanwhile"}' "$work/wrk"
  if grep -qE 'Non-2xx|Socket errors' "$work/wrk"; then grep -E 'Non-2xx|Socket errors' "$work/wrk"; else echo "none failed"; fi
  kill "$server"; wait "$server" 2>/dev/null || true
}
