key=$(text kms create-key --description "orders" --tags TagKey=team,TagValue=shop --query KeyMetadata.KeyId)
check_says "kms create-key" "~^[0-9a-f]{8}-[0-9a-f]{4}-" echo "$key"
second=$(text kms create-key --query KeyMetadata.KeyId)
check_says "kms describe-key" '"KeyState": "Enabled"' aws kms describe-key --key-id "$key"
check_says "kms list-keys" "$key" aws kms list-keys
check "kms update-key-description" aws kms update-key-description --key-id "$key" --description "orders, new"
check_says "kms describe-key shows the new description" 'orders, new' aws kms describe-key --key-id "$key"

# Aliases.
check "kms create-alias" aws kms create-alias --alias-name alias/orders --target-key-id "$key"
check_says "kms list-aliases" 'alias/orders' aws kms list-aliases
check_says "kms list-aliases of a key" 'alias/orders' aws kms list-aliases --key-id "$key"
check_refused "kms create-alias twice" 'AlreadyExistsException' aws kms create-alias --alias-name alias/orders --target-key-id "$key"
check "kms update-alias" aws kms update-alias --alias-name alias/orders --target-key-id "$second"
same "kms describe-key by alias" "$second" "$(text kms describe-key --key-id alias/orders --query KeyMetadata.KeyId)"
check "kms update-alias back" aws kms update-alias --alias-name alias/orders --target-key-id "$key"

# Encryption: binary in files, as the CLI's users do.
plain=$SUITE_WORK/plain; printf 'card on file \000\377 end' >"$plain"
plain64=$(base64 -w0 "$plain")
unwrapped() { text kms decrypt "$@" --query Plaintext; }
text kms encrypt --key-id alias/orders --plaintext "fileb://$plain" --encryption-context order=1,shop=tea --query CiphertextBlob | base64 -d >"$SUITE_WORK/cipher"
same "kms encrypt, decrypt" "$plain64" "$(unwrapped --ciphertext-blob "fileb://$SUITE_WORK/cipher" --encryption-context shop=tea,order=1)"
check_refused "kms decrypt with another context" 'InvalidCiphertextException' aws kms decrypt --ciphertext-blob "fileb://$SUITE_WORK/cipher" --encryption-context order=2,shop=tea
check_refused "kms decrypt under another key" 'IncorrectKeyException' aws kms decrypt --key-id "$second" --ciphertext-blob "fileb://$SUITE_WORK/cipher" --encryption-context order=1,shop=tea
head -c 4096 /dev/urandom >"$SUITE_WORK/largest"; head -c 4097 /dev/urandom >"$SUITE_WORK/too-large"
check "kms encrypt 4096 bytes" aws kms encrypt --key-id "$key" --plaintext "fileb://$SUITE_WORK/largest"
check_refused "kms encrypt 4097 bytes" 'ValidationException' aws kms encrypt --key-id "$key" --plaintext "fileb://$SUITE_WORK/too-large"
text kms re-encrypt --ciphertext-blob "fileb://$SUITE_WORK/cipher" --source-encryption-context order=1,shop=tea --destination-key-id "$second" --destination-encryption-context order=9 --query CiphertextBlob | base64 -d >"$SUITE_WORK/cipher2"
same "kms re-encrypt" "$plain64" "$(unwrapped --key-id "$second" --ciphertext-blob "fileb://$SUITE_WORK/cipher2" --encryption-context order=9)"
read -r blob data < <(text kms generate-data-key --key-id "$key" --key-spec AES_256 --query '[CiphertextBlob,Plaintext]')
base64 -d <<<"$blob" >"$SUITE_WORK/data-key"
same "kms generate-data-key" "$data" "$(unwrapped --ciphertext-blob "fileb://$SUITE_WORK/data-key")"
same "kms generate-data-key, 32 bytes" 32 "$(base64 -d <<<"$data" | wc -c)"
text kms generate-data-key-without-plaintext --key-id "$key" --number-of-bytes 64 --query CiphertextBlob | base64 -d >"$SUITE_WORK/data-key"
same "kms generate-data-key-without-plaintext" 64 "$(unwrapped --ciphertext-blob "fileb://$SUITE_WORK/data-key" | base64 -d | wc -c)"
same "kms generate-random" 48 "$(text kms generate-random --number-of-bytes 48 --query Plaintext | base64 -d | wc -c)"
if command aws kms encrypt help 2>/dev/null | grep -q dry-run; then
  check_refused "kms encrypt --dry-run" 'DryRunOperation' aws kms encrypt --dry-run --key-id "$key" --plaintext "fileb://$plain"
fi

# States.
check "kms disable-key" aws kms disable-key --key-id "$second"
check_refused "kms encrypt under a disabled key" 'DisabledException' aws kms encrypt --key-id "$second" --plaintext "fileb://$plain"
check "kms enable-key" aws kms enable-key --key-id "$second"
check_says "kms get-key-rotation-status" '"KeyRotationEnabled": false' aws kms get-key-rotation-status --key-id "$key"
check_says "kms schedule-key-deletion" 'PendingDeletion' aws kms schedule-key-deletion --key-id "$second" --pending-window-in-days 7
check_refused "kms decrypt under a key to be deleted" 'KMSInvalidStateException' aws kms decrypt --ciphertext-blob "fileb://$SUITE_WORK/cipher2" --encryption-context order=9
check_says "kms cancel-key-deletion" "$second" aws kms cancel-key-deletion --key-id "$second"
same "a key whose deletion was cancelled is disabled" Disabled "$(text kms describe-key --key-id "$second" --query KeyMetadata.KeyState)"
check "kms enable-key again" aws kms enable-key --key-id "$second"

# Policies and tags.
check_says "kms list-key-policies" 'default' aws kms list-key-policies --key-id "$key"
check_says "kms get-key-policy" 'arn:aws:iam::000000000000:root' aws kms get-key-policy --key-id "$key" --policy-name default
cat >"$SUITE_WORK/key-policy.json" <<'JSON'
{"Version":"2012-10-17","Statement":[
  {"Sid":"Root","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"kms:*","Resource":"*"},
  {"Sid":"OverTlsOnly","Effect":"Deny","Principal":"*","Action":"kms:Encrypt","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}
JSON
check "kms put-key-policy" aws kms put-key-policy --key-id "$second" --policy-name default --policy "file://$SUITE_WORK/key-policy.json"
check_refused "a key policy refuses plain http" 'AccessDeniedException' aws kms encrypt --key-id "$second" --plaintext "fileb://$plain"
endpoint=${REDOUBT_AWS/http:/https:}
AWS_CA_BUNDLE=$DATA_FOLDER/ca.pem check "and allows https" aws kms encrypt --key-id "$second" --plaintext "fileb://$plain"
endpoint=$REDOUBT_AWS
check_refused "a key policy that locks everybody out is refused" 'MalformedPolicyDocumentException' aws kms put-key-policy --key-id "$second" --policy-name default --policy '{"Version":"2012-10-17","Statement":[]}'
check "kms tag-resource" aws kms tag-resource --key-id "$key" --tags TagKey=stage,TagValue=live
check_says "kms list-resource-tags" 'live' aws kms list-resource-tags --key-id "$key"
check "kms untag-resource" aws kms untag-resource --key-id "$key" --tag-keys stage
same "kms list-resource-tags after untag-resource" team "$(text kms list-resource-tags --key-id "$key" --query 'Tags[].TagKey')"
check "kms delete-alias" aws kms delete-alias --alias-name alias/orders
check_refused "kms describe-key by a deleted alias" 'NotFoundException' aws kms describe-key --key-id alias/orders

# Paging, by the CLI (--max-items, --starting-token) and by the service (--page-size).
for name in a b c d e; do aws kms create-alias --alias-name "alias/page-$name" --target-key-id "$key"; done
same "kms list-aliases --page-size" 5 "$(aws kms list-aliases --key-id "$key" --page-size 2 --query 'length(Aliases)')"
token=$(aws kms list-aliases --key-id "$key" --max-items 2 --query NextToken | tr -d '"')
same "kms list-aliases --max-items, --starting-token" 3 "$(aws kms list-aliases --key-id "$key" --starting-token "$token" --query 'length(Aliases)')"
check_refused "kms list-aliases with a made-up marker" 'InvalidMarkerException' aws kms list-aliases --no-paginate --marker made-up
