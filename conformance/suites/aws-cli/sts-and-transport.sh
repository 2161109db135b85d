check_says "sts get-caller-identity" 'arn:aws:iam::000000000000:root' aws sts get-caller-identity

endpoint=${REDOUBT_AWS/http:/https:}
AWS_CA_BUNDLE=$DATA_FOLDER/ca.pem check_says "https with the local authority" 'arn:aws:iam::000000000000:root' aws sts get-caller-identity
AWS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt check_refused "https without the local authority" '~SSL|certificate' aws sts get-caller-identity
endpoint=$REDOUBT_AWS

check_refused "a wrong secret is refused" 'SignatureDoesNotMatch' as "$AWS_ACCESS_KEY_ID" wrongwrongwrongwrongwrongwrongwrongwrongwr sts get-caller-identity
check_refused "an unknown key is refused" 'InvalidClientTokenId' as AKIAIOSFODNN7EXAMPLE wrongwrongwrongwrongwrongwrongwrongwrongwr sts get-caller-identity
check_refused "json services refuse a wrong secret" 'InvalidSignatureException' as "$AWS_ACCESS_KEY_ID" wrongwrongwrongwrongwrongwrongwrongwrongwr kms list-keys
check_refused "sts get-session-token is not implemented" '~NotImplemented|501|not implemented' aws sts get-session-token
check_refused "iam create-role is not implemented" '~NotImplemented|501|not implemented' aws iam create-role --role-name r --assume-role-policy-document '{}'
check_refused "kms create-grant is not implemented" '~NotImplemented|501|not implemented' aws kms create-grant --key-id 11111111-1111-4111-8111-111111111111 --grantee-principal arn:aws:iam::000000000000:root --operations Encrypt
check_refused "secretsmanager is not implemented" '~NotImplemented|501|not implemented' aws secretsmanager list-secrets
check_refused "s3 is not implemented" '~NotImplemented|501|not implemented' aws s3api list-buckets
check_refused "the CLI does not repeat what is not implemented" '~reached max retries: 0|NotImplemented' aws cognito-idp list-user-pools --max-results 1
