events() { text cloudtrail lookup-events --lookup-attributes "AttributeKey=$1,AttributeValue=$2" --max-items 200 --query "$3"; }

check_says "cloudtrail lookup-events" '"EventName":' aws cloudtrail lookup-events --max-items 5
check_says "lookup by EventName" '~^([0-9]+)$' events EventName CreateUser 'length(Events)'
check_says "lookup by Username" 'Encrypt' events Username helpdesk 'Events[].EventName'
check_says "a denied call is there, with its error" 'AccessDenied' events Username helpdesk 'Events[].CloudTrailEvent'
check_says "lookup by EventSource" 'CreateIPSet' events EventSource wafv2.amazonaws.com 'Events[].EventName'
check_says "lookup by ResourceName" 'Encrypt' events ResourceName "arn:aws:kms:us-east-1:000000000000:key/$key" 'Events[].EventName'
check_says "lookup by ResourceType" 'Encrypt' events ResourceType AWS::KMS::Key 'Events[].EventName'
check_says "lookup by AccessKeyId" 'Encrypt' events AccessKeyId "$id" 'Events[].EventName'
check_says "lookup by ReadOnly" 'CreateUser' events ReadOnly false 'Events[].EventName'
event=$(events EventName CreateUser 'Events[0].EventId')
same "lookup by EventId" CreateUser "$(events EventId "$event" 'Events[0].EventName')"
check_says "a blocked request is there" '~BlockRequest|None' events EventName BlockRequest 'Events[0].EventName'
check_says "the record is of version 1.11" '~"eventVersion": ?"1\.11"' events EventId "$event" 'Events[0].CloudTrailEvent'
check_says "a time range" '"Events": []' aws cloudtrail lookup-events --start-time 2020-01-01 --end-time 2020-01-02
check_refused "a time range that ends before it begins" 'InvalidTimeRangeException' aws cloudtrail lookup-events --start-time 2021-01-01 --end-time 2020-01-02
of_kms=(cloudtrail lookup-events --lookup-attributes AttributeKey=EventSource,AttributeValue=kms.amazonaws.com --query 'length(Events)')
all=$(aws "${of_kms[@]}")
same "paging by seven finds the same events" "$all" "$(aws "${of_kms[@]}" --page-size 7)"
aws cloudtrail lookup-events >"$SUITE_WORK/trail.json"
same "a secret is never in the trail" 0 "$(grep -cF -- "$secret" "$SUITE_WORK/trail.json")"
