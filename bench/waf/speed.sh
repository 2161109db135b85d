# Sourced by bench/run: what inspection costs, Redoubt's default installation beside its peer, before an nginx that answers 1 KB.

# load_round NAME URL PID KIND CONNECTIONS [COMMAND...]: one round of wrk, started with a command in front: requests/s, p50, p99, processor time.
load_round() {
  local name=$1 url=$2 pid=$3 kind=$4 count=$5 before used out; shift 5
  before=$(ticks "$pid")
  out=$("$@" wrk -t1 -c"$count" -d"${seconds}s" --latency -s "$here/traffic/$kind.lua" "$url")
  used=$(($(ticks "$pid") - before))
  grep -q 'Non-2xx' <<<"$out" && { echo "$name: $(grep 'Non-2xx' <<<"$out")" >&2; exit 1; }
  echo "$name $(awk '/Requests\/sec/ {print int($2)}' <<<"$out") $(milliseconds "$(awk '/^ +50%/ {print $2}' <<<"$out")") $(milliseconds "$(awk '/^ +99%/ {print $2}' <<<"$out")")" \
    "$(awk -v t="$used" -v hz="$(getconf CLK_TCK)" '/requests in/ {printf "%.1f", t / hz * 1e6 / $1}' <<<"$out")"
}

# compare WHAT CONNECTIONS [COMMAND...]: both kinds of request, the rounds of the two servers alternating.
compare() {
  local what=$1 count=$2 kind _; shift 2
  for kind in get post; do
    wrk -t1 -c"$count" -d6s -s "$here/traffic/$kind.lua" "$gateway" >/dev/null
    for _ in $(seq "$rounds"); do
      load_round redoubt "$gateway" "$server" $kind "$count" "$@"
      load_round peer "$peer_url" "$peer" $kind "$count" "$@"
    done > "$work/rounds"
    echo; echo "$([ $kind = get ] && echo "GET, 1 KB: 9 arguments, 8 cookies" || echo "POST, a form of 500 bytes"): $what"
    printf '%-24s %12s %12s %12s %12s\n' "" requests/s "p50 ms" "p99 ms" "CPU us"
    medians < "$work/rounds"
  done
}

# confine CORES PID...: processes with their children and threads.
confine() {
  local cores=$1 pid; shift
  for pid in "$@"; do for pid in "$pid" $(pgrep -P "$pid" || true); do taskset -acp "$cores" "$pid" >/dev/null; done; done
}

# Starts both servers; with a number, they are bound to that core and the peer gets one worker.
both() {
  local core=${1:-} ports
  read -ra ports < <(free_ports 1)
  peer_url=http://127.0.0.1:${ports[0]}
  start_peer "$origin" "${ports[0]}" "$([ -n "$core" ] && echo 1 || echo auto)"
  start_redoubt "$origin" ${core:+taskset -c "$core"}
  [ -z "$core" ] || confine "$core" "$peer"
}

stop_both() { kill "$server" "$peer"; wait "$server" "$peer" 2>/dev/null || true; rm -rf "$work/state" "$work/peer"; }

waf_speed() {
  need_peer; need wrk taskset
  build
  machine "waf-speed: wrk with one thread, $seconds s a round, $rounds rounds; the origin is nginx with 1 KB"
  local origin gateway server aws peer peer_url ports pid last=$(($(nproc) - 1))
  local others=0-$((last > 0 ? last - 1 : 0))
  read -ra ports < <(free_ports 1)
  origin=http://127.0.0.1:${ports[0]}
  { echo "worker_processes 1; pid $work/origin.pid; error_log /dev/null; daemon off; events { worker_connections 4096; }"
    echo "http { access_log off; keepalive_requests 1000000; client_max_body_size 2m; client_body_temp_path $work/b; proxy_temp_path $work/p; fastcgi_temp_path $work/f; uwsgi_temp_path $work/u; scgi_temp_path $work/s;"
    echo "server { listen 127.0.0.1:${ports[0]} backlog=4096; location / { return 200 \"$(head -c 1024 /dev/zero | tr '\0' x)\"; } } }"
  } > "$work/origin.conf"
  nginx -c "$work/origin.conf" & pids+=($!) pid=$!
  until_up "$origin"

  confine "$others" "$pid"
  both "$last"
  contestants
  compare "proxy and web ACL on one core, load and origin on the others, $connections connections" "$connections" taskset -c "$others"
  stop_both
  confine "0-$last" "$pid"
  both
  compare "all $(nproc) cores shared with load and origin, $connections connections" "$connections"
  compare "all $(nproc) cores, one connection" 1
  echo
  PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$repository/conformance/suites/waf "$here/waf/values" "redoubt=$gateway=$server" "peer=$peer_url=$peer"
  stop_both
}
