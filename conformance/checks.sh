# Sourced by the suites written in bash. Each check prints one line: `ok NAME`, `FAIL NAME: reason` or `skip NAME: reason`.

output=''

ok() { echo "ok $1"; }
# Of long output, the end: that is where clients say what went wrong.
fail() { echo "FAIL $1: $(tr '\n' ' ' <<<"$2" | tail -c 1000)"; }

# skip NAME REASON: loud, on a terminal in yellow, and counted.
skip() { echo "skip $1: $2"; }

# check NAME COMMAND...: the command succeeds; its output is in $output.
check() {
  local name=$1
  shift
  if output=$("$@" 2>&1); then ok "$name"; else fail "$name" "$output"; fi
}

# check_says NAME TEXT COMMAND...: the command succeeds and its output contains the text (or, with ~ in front, matches the expression).
check_says() {
  local name=$1 text=$2
  shift 2
  if ! output=$("$@" 2>&1); then fail "$name" "$output"; return; fi
  if says "$text"; then ok "$name"; else fail "$name" "expected \`$text\` in: $output"; fi
}

# check_refused NAME TEXT COMMAND...: the command fails and its output contains the text.
check_refused() {
  local name=$1 text=$2
  shift 2
  if output=$("$@" 2>&1); then fail "$name" "was not refused: $output"; return; fi
  if says "$text"; then ok "$name"; else fail "$name" "expected \`$text\` in: $output"; fi
}

# same NAME EXPECTED ACTUAL
same() { if [ "$2" = "$3" ]; then ok "$1"; else fail "$1" "expected \`$2\`, was \`$3\`"; fi; }

says() {
  case $1 in
    '~'*) grep -qE -- "${1#\~}" <<<"$output" ;;
    *) grep -qF -- "$1" <<<"$output" ;;
  esac
}
