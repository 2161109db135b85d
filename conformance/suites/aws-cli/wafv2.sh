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

# Rule groups, managed and own.
check_says "wafv2 list-available-managed-rule-groups" 'AWSManagedRulesCommonRuleSet' waf list-available-managed-rule-groups
check_says "wafv2 list-available-managed-rule-group-versions" 'Version_1.0' waf list-available-managed-rule-group-versions --vendor-name AWS --name AWSManagedRulesCommonRuleSet
check_says "wafv2 describe-managed-rule-group" 'awswaf:managed:aws:core-rule-set:' waf describe-managed-rule-group --vendor-name AWS --name AWSManagedRulesCommonRuleSet
check_says "wafv2 describe-all-managed-products" 'AWSManagedRulesSQLiRuleSet' waf describe-all-managed-products
check_says "wafv2 describe-managed-products-by-vendor" 'AWSManagedRulesSQLiRuleSet' waf describe-managed-products-by-vendor --vendor-name AWS
check_says "wafv2 list-managed-rule-sets" '[]' waf list-managed-rule-sets
cat >"$SUITE_WORK/group.json" <<JSON
[{"Name":"shut","Priority":0,"Action":{"Block":{}},"RuleLabels":[{"Name":"shut"}],"VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,"MetricName":"shut"},
  "Statement":{"ByteMatchStatement":{"SearchString":"/shut","FieldToMatch":{"UriPath":{}},"PositionalConstraint":"STARTS_WITH","TextTransformations":[{"Priority":0,"Type":"NONE"}]}}}]
JSON
same "wafv2 check-capacity of a byte match and a label" 3 "$(waf check-capacity --rules "file://$SUITE_WORK/group.json" --output text --query Capacity)"
check_refused "wafv2 create-rule-group with too little capacity" 'You exceeded the capacity limit' waf create-rule-group --name own --capacity 2 --rules "file://$SUITE_WORK/group.json" --visibility-config "$visible=own"
read -r group_id group_arn group_lock < <(waf create-rule-group --name own --capacity 10 --rules "file://$SUITE_WORK/group.json" --visibility-config "$visible=own" --output text --query 'Summary.[Id,ARN,LockToken]')
check_says "wafv2 create-rule-group" 'regional/rulegroup/own/' echo "$group_arn"
check_says "wafv2 get-rule-group" 'awswaf:000000000000:rulegroup:own:shut' waf get-rule-group --name own --id "$group_id"
check_says "wafv2 list-rule-groups" 'own' waf list-rule-groups
cat >"$SUITE_WORK/groups.json" <<JSON
[{"Name":"own","Priority":0,"OverrideAction":{"None":{}},"Statement":{"RuleGroupReferenceStatement":{"ARN":"$group_arn"}},"VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,"MetricName":"own"}},
 {"Name":"sqli","Priority":1,"OverrideAction":{"None":{}},"Statement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"AWSManagedRulesSQLiRuleSet"}},"VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,"MetricName":"sqli"}},
 {"Name":"rate","Priority":2,"Action":{"Block":{}},"VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,"MetricName":"rate"},
  "Statement":{"RateBasedStatement":{"Limit":10,"EvaluationWindowSec":60,"AggregateKeyType":"IP","ScopeDownStatement":{"ByteMatchStatement":{"SearchString":"/hurried","FieldToMatch":{"UriPath":{}},"PositionalConstraint":"STARTS_WITH","TextTransformations":[{"Priority":0,"Type":"NONE"}]}}}}},
 {"Name":"geo","Priority":3,"Action":{"Count":{}},"Statement":{"GeoMatchStatement":{"CountryCodes":["AQ"]}},"VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,"MetricName":"geo"}}]
JSON
read -r groups_id groups_arn < <(waf create-web-acl --name groups --default-action Allow={} --visibility-config "$visible=groups" --rules "file://$SUITE_WORK/groups.json" --output text --query 'Summary.[Id,ARN]')
check_says "wafv2 create-web-acl with groups" 'regional/webacl/groups/' echo "$groups_arn"
check "wafv2 put-logging-configuration" aws wafv2 put-logging-configuration --logging-configuration "ResourceArn=$groups_arn,LogDestinationConfigs=arn:aws:logs:us-east-1:000000000000:log-group:aws-waf-logs-cli,RedactedFields=[{SingleHeader={Name=authorization}}]"
check_refused "wafv2 put-logging-configuration to a bucket" 'not supported yet' aws wafv2 put-logging-configuration --logging-configuration "ResourceArn=$groups_arn,LogDestinationConfigs=arn:aws:s3:::aws-waf-logs-cli"
check_says "wafv2 get-logging-configuration" 'aws-waf-logs-cli' aws wafv2 get-logging-configuration --resource-arn "$groups_arn"
check_says "wafv2 list-logging-configurations" 'aws-waf-logs-cli' waf list-logging-configurations
check "wafv2 associate-web-acl with groups" aws wafv2 associate-web-acl --resource-arn "$site" --web-acl-arn "$groups_arn"
same "a rule of an own group blocks" 403 "$(status -H 'authorization: Basic s3cret' "$GATEWAY/shut")"
same "a rule of a managed group blocks" 403 "$(status -G --data-urlencode "q=1' or '1'='1" "$GATEWAY/")"
for _ in $(seq 15); do status "$GATEWAY/hurried" >/dev/null; done
same "a rate-based rule blocks" 403 "$(status "$GATEWAY/hurried")"
check_says "wafv2 get-rate-based-statement-managed-keys" '127.0.0.1/32' waf get-rate-based-statement-managed-keys --web-acl-name groups --web-acl-id "$groups_id" --rule-name rate
check_says "wafv2 get-sampled-requests" '"RuleNameWithinRuleGroup": "shut"' waf get-sampled-requests --web-acl-arn "$groups_arn" --rule-metric-name own --max-items 10 \
  --time-window "StartTime=$(date -u -d '-1 hour' +%FT%TZ),EndTime=$(date -u -d '+1 minute' +%FT%TZ)"
sleep 1
check_says "requests are logged" '"terminatingRuleId":"own"' cat "$DATA_FOLDER"/waf-logs/cli/*.jsonl
same "and what is redacted is not" 0 "$(cat "$DATA_FOLDER"/waf-logs/cli/*.jsonl | grep -c s3cret)"
check "wafv2 update-rule-group" waf update-rule-group --name own --id "$group_id" --lock-token "$group_lock" --visibility-config "$visible=own" --rules '[]'
same "the update of the group is in force" 200 "$(status "$GATEWAY/shut" | sed 's/404/200/')"
check_refused "wafv2 delete-rule-group in use" 'WAFAssociatedItemException' waf delete-rule-group --name own --id "$group_id" --lock-token "$(waf get-rule-group --name own --id "$group_id" --output text --query LockToken)"
check "wafv2 delete-logging-configuration" aws wafv2 delete-logging-configuration --resource-arn "$groups_arn"
check "wafv2 associate-web-acl back again" aws wafv2 associate-web-acl --resource-arn "$site" --web-acl-arn "$(waf list-web-acls --output text --query "WebACLs[?Name=='default'].ARN")"
check "wafv2 delete-web-acl with groups" waf delete-web-acl --name groups --id "$groups_id" --lock-token "$(waf get-web-acl --name groups --id "$groups_id" --output text --query LockToken)"
check "wafv2 delete-rule-group" waf delete-rule-group --name own --id "$group_id" --lock-token "$(waf get-rule-group --name own --id "$group_id" --output text --query LockToken)"

for name in a b c; do waf create-ip-set --name "page-$name" --ip-address-version IPV6 --addresses 2001:db8::/32 >/dev/null; done
marker=$(waf list-ip-sets --limit 2 --output text --query NextMarker)
same "wafv2 list-ip-sets --limit, --next-marker" 2 "$(waf list-ip-sets --limit 10 --next-marker "$marker" --output text --query 'length(IPSets)')"
check "wafv2 delete-web-acl" waf delete-web-acl --name shop --id "$acl_id" --lock-token "$(waf get-web-acl --name shop --id "$acl_id" --output text --query LockToken)"
check "wafv2 delete-ip-set" waf delete-ip-set --name office --id "$ips_id" --lock-token "$(waf get-ip-set --name office --id "$ips_id" --output text --query LockToken)"
check "wafv2 delete-regex-pattern-set" waf delete-regex-pattern-set --name bots --id "$re_id" --lock-token "$(waf get-regex-pattern-set --name bots --id "$re_id" --output text --query LockToken)"
