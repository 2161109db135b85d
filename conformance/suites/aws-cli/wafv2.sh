waf() { aws wafv2 "$@" --scope REGIONAL; }
status() { curl -s -o /dev/null -w '%{http_code}' "$@"; }
visible='SampledRequestsEnabled=true,CloudWatchMetricsEnabled=true,MetricName'

check_says "wafv2 list-web-acls" '"Name": "default"' waf list-web-acls
check_says "wafv2 get-web-acl-for-resource" '"Name": "default"' aws wafv2 get-web-acl-for-resource --resource-arn "$site"

read -r ips_id ips_arn ips_lock < <(waf create-ip-set --name office --ip-address-version IPV4 --addresses 192.0.2.0/24 --tags Key=a,Value=b --output text --query 'Summary.[Id,ARN,LockToken]')
check_says "wafv2 create-ip-set" 'regional/ipset/office/' echo "$ips_arn"
check_says "wafv2 get-ip-set" '192.0.2.0/24' waf get-ip-set --name office --id "$ips_id"
check_says "wafv2 list-ip-sets" 'office' waf list-ip-sets
check_refused "wafv2 update-ip-set with an old lock token" 'WAFOptimisticLockException' waf update-ip-set --name office --id "$ips_id" --addresses 127.0.0.0/8 --lock-token 11111111-1111-4111-8111-111111111111
check "wafv2 update-ip-set" waf update-ip-set --name office --id "$ips_id" --addresses 203.0.113.0/24 --lock-token "$ips_lock"
check_refused "wafv2 update-ip-set with what is no address" 'WAFInvalidParameterException' waf update-ip-set --name office --id "$ips_id" --addresses 300.0.0.0/8 --lock-token "$(waf get-ip-set --name office --id "$ips_id" --output text --query LockToken)"

read -r re_id re_arn re_lock < <(waf create-regex-pattern-set --name bots --regular-expression-list 'RegexString=^badbot/' --output text --query 'Summary.[Id,ARN,LockToken]')
check_says "wafv2 create-regex-pattern-set" 'regional/regexpatternset/bots/' echo "$re_arn"
check_says "wafv2 get-regex-pattern-set" '^badbot/' waf get-regex-pattern-set --name bots --id "$re_id"
check_says "wafv2 list-regex-pattern-sets" 'bots' waf list-regex-pattern-sets
check "wafv2 update-regex-pattern-set" waf update-regex-pattern-set --name bots --id "$re_id" --regular-expression-list 'RegexString=^(bad|worse)bot/' --lock-token "$re_lock"

cat >"$SUITE_WORK/rules.json" <<JSON
[{"Name":"office","Priority":0,"Action":{"Allow":{}},"Statement":{"IPSetReferenceStatement":{"ARN":"$ips_arn"}},
  "VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,"MetricName":"office"}},
 {"Name":"bots","Priority":1,"Action":{"Block":{"CustomResponse":{"ResponseCode":418,"CustomResponseBodyKey":"no","ResponseHeaders":[{"Name":"x-why","Value":"bot"}]}}},
  "Statement":{"RegexPatternSetReferenceStatement":{"ARN":"$re_arn","FieldToMatch":{"SingleHeader":{"Name":"user-agent"}},"TextTransformations":[{"Priority":0,"Type":"LOWERCASE"}]}},
  "VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,"MetricName":"bots"}},
 {"Name":"admin","Priority":2,"Action":{"Block":{}},
  "Statement":{"AndStatement":{"Statements":[
    {"ByteMatchStatement":{"SearchString":"/admin","FieldToMatch":{"UriPath":{}},"PositionalConstraint":"STARTS_WITH","TextTransformations":[{"Priority":0,"Type":"NORMALIZE_PATH"}]}},
    {"NotStatement":{"Statement":{"SizeConstraintStatement":{"FieldToMatch":{"QueryString":{}},"ComparisonOperator":"GT","Size":5,"TextTransformations":[{"Priority":0,"Type":"NONE"}]}}}}]}},
  "VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,"MetricName":"admin"}}]
JSON
# Older CLIs take a blob as text, newer ones as base64: as a file both read the same.
if [ "$(command aws --version 2>&1 | sed -nE 's#^aws-cli/([0-9]+).*#\1#p')" != 1 ]; then sed -i "s#\"SearchString\":\"/admin\"#\"SearchString\":\"$(printf /admin | base64)\"#" "$SUITE_WORK/rules.json"; fi
check_says "wafv2 check-capacity" '"Capacity":' waf check-capacity --rules "file://$SUITE_WORK/rules.json"
read -r acl_id acl_arn acl_lock < <(waf create-web-acl --name shop --default-action Allow={} --visibility-config "$visible=shop" --rules "file://$SUITE_WORK/rules.json" \
  --custom-response-bodies '{"no":{"ContentType":"TEXT_PLAIN","Content":"no bots"}}' --output text --query 'Summary.[Id,ARN,LockToken]')
check_says "wafv2 create-web-acl" 'regional/webacl/shop/' echo "$acl_arn"
check_refused "wafv2 create-web-acl twice" 'WAFDuplicateItemException' waf create-web-acl --name shop --default-action Allow={} --visibility-config "$visible=shop"
check_says "wafv2 get-web-acl" '"Name": "bots"' waf get-web-acl --name shop --id "$acl_id"
same "before the association the other ACL is in force" 200 "$(status -A BadBot/1 "$GATEWAY/")"
check "wafv2 associate-web-acl" aws wafv2 associate-web-acl --web-acl-arn "$acl_arn" --resource-arn "$site"
check_says "wafv2 list-resources-for-web-acl" "$site" aws wafv2 list-resources-for-web-acl --web-acl-arn "$acl_arn" --resource-type APPLICATION_LOAD_BALANCER
same "a bot is blocked as the rule says" "418 no bots" "$(curl -s -A BadBot/1 -o "$SUITE_WORK/body" -w '%{http_code} ' "$GATEWAY/"; cat "$SUITE_WORK/body")"
same "a shopper is not" 200 "$(status "$GATEWAY/")"
same "and, not: blocked" 403 "$(status "$GATEWAY/admin")"
same "and, not: let through" 200 "$(status "$GATEWAY/account/../catalogue?page=1" --path-as-is)"
ips_lock=$(waf get-ip-set --name office --id "$ips_id" --output text --query LockToken)
check "wafv2 update-ip-set in use" waf update-ip-set --name office --id "$ips_id" --addresses 127.0.0.0/8 --lock-token "$ips_lock"
same "an address allowed first is not blocked" 200 "$(status -A BadBot/1 "$GATEWAY/")"
check_refused "wafv2 delete-ip-set in use" 'WAFAssociatedItemException' waf delete-ip-set --name office --id "$ips_id" --lock-token "$(waf get-ip-set --name office --id "$ips_id" --output text --query LockToken)"
check_refused "wafv2 delete-web-acl in use" 'WAFAssociatedItemException' waf delete-web-acl --name shop --id "$acl_id" --lock-token "$acl_lock"
check "wafv2 update-web-acl" waf update-web-acl --name shop --id "$acl_id" --lock-token "$acl_lock" --default-action Block={} --visibility-config "$visible=shop"
same "the update is in force" 403 "$(status "$GATEWAY/")"
check_refused "wafv2 update-web-acl with an old lock token" 'WAFOptimisticLockException' waf update-web-acl --name shop --id "$acl_id" --lock-token "$acl_lock" --default-action Block={} --visibility-config "$visible=shop"
check "wafv2 disassociate-web-acl" aws wafv2 disassociate-web-acl --resource-arn "$site"
same "without an ACL all is let through" 200 "$(status -A BadBot/1 "$GATEWAY/")"
check "wafv2 associate-web-acl back" aws wafv2 associate-web-acl --resource-arn "$site" --web-acl-arn "$(waf list-web-acls --output text --query "WebACLs[?Name=='default'].ARN")"

check "wafv2 tag-resource" aws wafv2 tag-resource --resource-arn "$acl_arn" --tags Key=stage,Value=live
check_says "wafv2 list-tags-for-resource" 'live' aws wafv2 list-tags-for-resource --resource-arn "$acl_arn"
check "wafv2 untag-resource" aws wafv2 untag-resource --resource-arn "$acl_arn" --tag-keys stage
check_refused "wafv2 refuses statements it has not" '~WAFInvalidParameterException|not supported|Unsupported' waf create-web-acl --name geo --default-action Allow={} --visibility-config "$visible=geo" \
  --rules '[{"Name":"geo","Priority":0,"Action":{"Block":{}},"Statement":{"GeoMatchStatement":{"CountryCodes":["DE"]}},"VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,"MetricName":"geo"}}]'
for name in a b c; do waf create-ip-set --name "page-$name" --ip-address-version IPV6 --addresses 2001:db8::/32 >/dev/null; done
marker=$(waf list-ip-sets --limit 2 --output text --query NextMarker)
same "wafv2 list-ip-sets --limit, --next-marker" 2 "$(waf list-ip-sets --limit 10 --next-marker "$marker" --output text --query 'length(IPSets)')"
check "wafv2 delete-web-acl" waf delete-web-acl --name shop --id "$acl_id" --lock-token "$(waf get-web-acl --name shop --id "$acl_id" --output text --query LockToken)"
check "wafv2 delete-ip-set" waf delete-ip-set --name office --id "$ips_id" --lock-token "$(waf get-ip-set --name office --id "$ips_id" --output text --query LockToken)"
check "wafv2 delete-regex-pattern-set" waf delete-regex-pattern-set --name bots --id "$re_id" --lock-token "$(waf get-regex-pattern-set --name bots --id "$re_id" --output text --query LockToken)"
