# Sourced by bench/run: an origin, Redoubt's default installation and its peer, nginx with ModSecurity and the Core Rule Set as
# Debian packages them. The peer's configuration is Debian's but for four lines: it blocks, and its audit log stays out of the way.

rule_set=/usr/share/modsecurity-crs/rules
connector=/usr/lib/nginx/modules/ngx_http_modsecurity_module.so

need_peer() {
  need nginx curl python3
  [ -f "$connector" ] && [ -d "$rule_set" ] && [ -f /etc/nginx/modsecurity.conf ] && return
  echo "missing: the peer; Debian: apt-get install nginx-light libnginx-mod-http-modsecurity modsecurity-crs" >&2; exit 1
}

free_ports() { python3 -c 'import socket, sys; s = [socket.create_server(("127.0.0.1", 0)) for _ in range(int(sys.argv[1]))]; print(*(x.getsockname()[1] for x in s))' "$1"; }

# Rules of the peer in a file of their own: NAME, then further directives.
peer_rules() {
  local name=$1; shift
  mkdir -p "$work/peer"
  cp /etc/nginx/modsecurity.conf /etc/nginx/unicode.mapping "$work/peer"
  { echo "Include $work/peer/modsecurity.conf"
    printf '%s\n' "SecRuleEngine On" "SecTmpDir $work/peer" "SecDataDir $work/peer" "$@"
    echo "Include /etc/modsecurity/crs/crs-setup.conf"
    [ ! -f /etc/modsecurity/crs/REQUEST-900-EXCLUSION-RULES-BEFORE-CRS.conf ] || echo "Include /etc/modsecurity/crs/REQUEST-900-EXCLUSION-RULES-BEFORE-CRS.conf"
    echo "Include $rule_set/*.conf"
    [ ! -f /etc/modsecurity/crs/RESPONSE-999-EXCLUSION-RULES-AFTER-CRS.conf ] || echo "Include /etc/modsecurity/crs/RESPONSE-999-EXCLUSION-RULES-AFTER-CRS.conf"
  } > "$work/peer/$name.rules"
}

# start_peer ORIGIN PORT WORKERS [EXPLAINING_PORT]: on the second port one worker also writes down what its rules matched.
start_peer() {
  local origin=$1 port=$2 workers=$3 explaining=${4:-} common location
  peer_rules blocking "SecAuditEngine Off"
  common="access_log off; keepalive_requests 1000000; client_body_temp_path $work/peer/b; proxy_temp_path $work/peer/p; fastcgi_temp_path $work/peer/f; uwsgi_temp_path $work/peer/u; scgi_temp_path $work/peer/s;"
  location='location / { proxy_pass http://origin; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host; proxy_set_header X-Forwarded-For $remote_addr; }'
  { echo "load_module $connector;"
    echo "worker_processes $workers; pid $work/peer/nginx.pid; error_log $work/peer/error.log crit; daemon off; events { worker_connections 4096; }"
    echo "http { $common upstream origin { server ${origin#http://}; keepalive 256; keepalive_requests 1000000; }"
    echo "server { listen 127.0.0.1:$port backlog=4096; modsecurity on; modsecurity_rules_file $work/peer/blocking.rules; $location }"
    if [ -n "$explaining" ]; then
      peer_rules explaining "SecAuditEngine RelevantOnly" "SecAuditLogFormat JSON" "SecAuditLogParts AHZ" "SecAuditLog $work/peer/audit.json"
      echo "server { listen 127.0.0.1:$explaining; modsecurity on; modsecurity_rules_file $work/peer/explaining.rules; $location }"
    fi
    echo "}"
  } > "$work/peer/nginx.conf"
  nginx -c "$work/peer/nginx.conf" 2>>"$work/log" & pids+=($!) peer=$!
  until_up "http://127.0.0.1:$port/"
}

# start_redoubt ORIGIN [COMMAND...]: the default installation, started with a command such as taskset in front; sets $gateway, $aws and $server.
start_redoubt() {
  local origin=$1 _; shift
  "$@" "$redoubt" --data-folder "$work/state" --log-level warning --aws-listen 127.0.0.1:0 --gateway-listen 127.0.0.1:0 --gateway-tls-listen off --origin "$origin" > "$work/redoubt.out" 2>>"$work/log" & pids+=($!) server=$!
  for _ in $(seq 300); do grep -qs '^ready' "$work/redoubt.out" && break; kill -0 "$server" || { cat "$work/log" >&2; exit 1; }; sleep 0.1; done
  gateway=$(sed -nE 's/^  shop +([^ ]+).*/\1/p' "$work/redoubt.out"); aws=$(sed -nE 's#^  AWS APIs +http://([^ ]+).*#\1#p' "$work/redoubt.out")
}

version_of() { dpkg-query -W -f '${Package} ${Version}, ' "$@" | sed 's/, $//'; }

# The rules of the default web ACL, where there is a client to ask with.
default_rules() {
  command -v aws >/dev/null || { echo "rules not listed: no aws"; return; }
  eval "$("$redoubt" env --data-folder "$work/state" --aws-listen "$aws")"
  # shellcheck disable=SC2046
  aws wafv2 get-web-acl --scope REGIONAL --output text --query 'WebACL.Rules[].Name' \
    $(aws wafv2 list-web-acls --scope REGIONAL --output text --query 'WebACLs[0].[Name,Id]' | awk '{print "--name", $1, "--id", $2}') | tr '\t' ' '
}

contestants() {
  echo "redoubt: $("$redoubt" --version), default installation; its web ACL: $(default_rules)"
  echo "peer: $(version_of nginx libnginx-mod-http-modsecurity libmodsecurity3 modsecurity-crs); Debian's configuration, paranoia level 1, SecRuleEngine On, SecAuditEngine Off"
}

detection() { PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$repository/conformance/suites/waf WORK=$work "$here/waf/detection" "$@"; }

waf() {
  need_peer
  # Wrong options end it before anything is built.
  detection "$@"
  case " $* " in *" -h "* | *" --help "*) return ;; esac
  build
  machine "waf: what is blocked of attacks and of legitimate requests, the same bytes to both"
  local ports origin
  read -ra ports < <(free_ports 2)
  "$repository/conformance/suites/waf/origin" > "$work/origin" & pids+=($!)
  until [ -s "$work/origin" ]; do sleep 0.1; done
  origin=$(cat "$work/origin")
  start_peer "$origin" "${ports[0]}" auto "${ports[1]}"
  start_redoubt "$origin"
  contestants
  echo
  REDOUBT_DATA=${REDOUBT_DATA:-$repository/../shared/data} REDOUBT=$redoubt STATE=$work/state AWS=$aws GATEWAY=$gateway PEER=http://127.0.0.1:${ports[0]} EXPLAINING=http://127.0.0.1:${ports[1]} AUDIT=$work/peer/audit.json \
    detection "$@"
}
