check_says "iam create-user" 'arn:aws:iam::000000000000:user/staff/support' aws iam create-user --path /staff/ --user-name support --tags Key=team,Value=desk
check_refused "iam create-user twice" 'EntityAlreadyExists' aws iam create-user --user-name support
check_says "iam get-user" '"UserName": "support"' aws iam get-user --user-name support
check_says "iam list-users" 'support' aws iam list-users --path-prefix /staff/
check "iam update-user" aws iam update-user --user-name support --new-user-name helpdesk
check_refused "iam get-user by the old name" 'NoSuchEntity' aws iam get-user --user-name support
check "iam tag-user" aws iam tag-user --user-name helpdesk --tags Key=floor,Value=2
check_says "iam list-user-tags" 'floor' aws iam list-user-tags --user-name helpdesk
check "iam untag-user" aws iam untag-user --user-name helpdesk --tag-keys floor
same "iam list-user-tags after untag-user" team "$(text iam list-user-tags --user-name helpdesk --query 'Tags[].Key')"

# A user with a key of their own, allowed one KMS key and no other.
read -r id secret < <(text iam create-access-key --user-name helpdesk --query 'AccessKey.[AccessKeyId,SecretAccessKey]')
check_says "iam create-access-key" "~^AKIA[A-Z2-7]{16}$" echo "$id"
check_says "iam list-access-keys" "$id" aws iam list-access-keys --user-name helpdesk
check_says "a user is who they are" 'user/staff/helpdesk' as "$id" "$secret" sts get-caller-identity
plain=$SUITE_WORK/plain
check_refused "a user without policies is refused" 'AccessDenied' as "$id" "$secret" kms encrypt --key-id "$key" --plaintext "fileb://$plain"
account_key=arn:aws:kms:us-east-1:000000000000:key
cat >"$SUITE_WORK/one-key.json" <<JSON
{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:Encrypt","Resource":"$account_key/$key"}]}
JSON
check "iam put-user-policy" aws iam put-user-policy --user-name helpdesk --policy-name one-key --policy-document "file://$SUITE_WORK/one-key.json"
check_says "iam list-user-policies" 'one-key' aws iam list-user-policies --user-name helpdesk
check_says "iam get-user-policy" "$key" aws iam get-user-policy --user-name helpdesk --policy-name one-key
check "a user may encrypt under the key allowed" as "$id" "$secret" kms encrypt --key-id "$key" --plaintext "fileb://$plain"
check_refused "and not under another" 'AccessDeniedException' as "$id" "$secret" kms encrypt --key-id "$second" --plaintext "fileb://$plain"
check_refused "and not decrypt" 'AccessDeniedException' as "$id" "$secret" kms decrypt --ciphertext-blob "fileb://$SUITE_WORK/data-key"
check_refused "and not read the trail" 'AccessDenied' as "$id" "$secret" cloudtrail lookup-events
check_refused "and not make users" 'AccessDenied' as "$id" "$secret" iam create-user --user-name more
check_refused "and not read web ACLs" 'AccessDenied' as "$id" "$secret" wafv2 list-web-acls --scope REGIONAL
check_says "iam get-access-key-last-used" '"ServiceName": "wafv2"' aws iam get-access-key-last-used --access-key-id "$id"

# Managed policies and their versions.
policy=$(text iam create-policy --policy-name both-keys --policy-document "file://$SUITE_WORK/one-key.json" --tags Key=a,Value=b --query Policy.Arn)
same "iam create-policy" arn:aws:iam::000000000000:policy/both-keys "$policy"
check_says "iam get-policy" '"DefaultVersionId": "v1"' aws iam get-policy --policy-arn "$policy"
check_says "iam list-policies" 'both-keys' aws iam list-policies --scope Local
check "iam attach-user-policy" aws iam attach-user-policy --user-name helpdesk --policy-arn "$policy"
check_says "iam list-attached-user-policies" 'both-keys' aws iam list-attached-user-policies --user-name helpdesk
check_says "iam list-entities-for-policy" 'helpdesk' aws iam list-entities-for-policy --policy-arn "$policy"
sed "s#\"$account_key/$key\"#\"$account_key/*\"#" "$SUITE_WORK/one-key.json" >"$SUITE_WORK/all-keys.json"
same "iam create-policy-version" v2 "$(text iam create-policy-version --policy-arn "$policy" --policy-document "file://$SUITE_WORK/all-keys.json" --query PolicyVersion.VersionId)"
check_says "iam get-policy-version" "$account_key/*" aws iam get-policy-version --policy-arn "$policy" --version-id v2
check_says "iam list-policy-versions" 'v2' aws iam list-policy-versions --policy-arn "$policy"
check "iam set-default-policy-version" aws iam set-default-policy-version --policy-arn "$policy" --version-id v2
endpoint=${REDOUBT_AWS/http:/https:}
AWS_CA_BUNDLE=$DATA_FOLDER/ca.pem check "the new default version is in force" as "$id" "$secret" kms encrypt --key-id "$second" --plaintext "fileb://$plain"
endpoint=$REDOUBT_AWS
check_refused "iam delete-policy-version of the default" 'DeleteConflict' aws iam delete-policy-version --policy-arn "$policy" --version-id v2
check "iam delete-policy-version" aws iam delete-policy-version --policy-arn "$policy" --version-id v1
check "iam tag-policy" aws iam tag-policy --policy-arn "$policy" --tags Key=c,Value=d
check_says "iam list-policy-tags" '"Key": "c"' aws iam list-policy-tags --policy-arn "$policy"
check "iam untag-policy" aws iam untag-policy --policy-arn "$policy" --tag-keys c
check_refused "iam create-policy with a broken document" 'MalformedPolicyDocument' aws iam create-policy --policy-name broken --policy-document '{"Version":"2012-10-17"}'
check_refused "iam delete-policy while attached" 'DeleteConflict' aws iam delete-policy --policy-arn "$policy"

# What a user does not have.
check "iam list-groups-for-user" aws iam list-groups-for-user --user-name helpdesk

# Paging.
for name in one two three four five; do aws iam create-user --path /many/ --user-name "$name" >/dev/null; done
same "iam list-users --page-size" 5 "$(aws iam list-users --path-prefix /many/ --page-size 2 --query 'length(Users)')"
token=$(aws iam list-users --path-prefix /many/ --max-items 3 --query NextToken | tr -d '"')
same "iam list-users --max-items, --starting-token" 2 "$(aws iam list-users --path-prefix /many/ --starting-token "$token" --query 'length(Users)')"
for name in one two three four five; do aws iam delete-user --user-name "$name"; done

# The end of a user.
check "iam update-access-key" aws iam update-access-key --user-name helpdesk --access-key-id "$id" --status Inactive
check_refused "an inactive key is refused" 'InvalidClientTokenId' as "$id" "$secret" sts get-caller-identity
check_refused "iam delete-user with what belongs to them" 'DeleteConflict' aws iam delete-user --user-name helpdesk
check "iam delete-access-key" aws iam delete-access-key --user-name helpdesk --access-key-id "$id"
check "iam detach-user-policy" aws iam detach-user-policy --user-name helpdesk --policy-arn "$policy"
check "iam delete-policy" aws iam delete-policy --policy-arn "$policy"
check "iam delete-user-policy" aws iam delete-user-policy --user-name helpdesk --policy-name one-key
check "iam delete-user" aws iam delete-user --user-name helpdesk
