terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

# Credentials and endpoint come from the environment, as `redoubt env` prints them; the provider's own checks stay on.
provider "aws" {
  default_tags { tags = { managed = "terraform" } }
}

# Changed between two applies to see updates in place.
variable "revision" { default = "one" }

data "aws_caller_identity" "current" {}

output "account" { value = data.aws_caller_identity.current.account_id }
output "key" { value = aws_kms_key.orders.arn }
output "user_key_id" { value = aws_iam_access_key.desk.id }
output "user_key_secret" {
  value     = aws_iam_access_key.desk.secret
  sensitive = true
}

# --- KMS
resource "aws_kms_key" "orders" {
  description             = "orders, ${var.revision}"
  deletion_window_in_days = 7
  tags                    = { revision = var.revision }
}

resource "aws_kms_key" "with_policy" {
  deletion_window_in_days = 7
  is_enabled              = var.revision == "one"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Root", Effect = "Allow", Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }, Action = "kms:*", Resource = "*" },
      { Sid = "Desk", Effect = "Allow", Principal = { AWS = aws_iam_user.auditor.arn }, Action = ["kms:Decrypt", "kms:DescribeKey"], Resource = "*" },
    ]
  })
}

resource "aws_kms_alias" "orders" {
  name          = "alias/orders"
  target_key_id = var.revision == "one" ? aws_kms_key.orders.key_id : aws_kms_key.with_policy.key_id
}

# --- IAM
resource "aws_iam_user" "desk" {
  name          = "desk"
  path          = var.revision == "one" ? "/staff/" : "/people/"
  force_destroy = false
}

# The provider cannot plan a key policy around a user whose path changes in the same apply, so the policy names this one.
resource "aws_iam_user" "auditor" {
  name = "auditor"
  tags = { revision = var.revision }
}

resource "aws_iam_policy" "encrypt" {
  name        = "encrypt"
  description = "encrypts under the orders key"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = var.revision == "one" ? ["kms:Encrypt"] : ["kms:Encrypt", "kms:GenerateDataKey"]
      Resource = aws_kms_key.orders.arn
    }]
  })
}

resource "aws_iam_user_policy_attachment" "encrypt" {
  user       = aws_iam_user.desk.name
  policy_arn = aws_iam_policy.encrypt.arn
}

resource "aws_iam_user_policy" "look" {
  name   = "look"
  user   = aws_iam_user.desk.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "kms:List*", Resource = "*", Condition = { IpAddress = { "aws:SourceIp" = "127.0.0.0/8" } } }] })
}

resource "aws_iam_access_key" "desk" {
  user = aws_iam_user.desk.name
}
