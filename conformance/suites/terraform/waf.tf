# A web ACL with every kind of statement, field and action, in force on the default site, with a rule group and a log.

variable "site" { type = string }

resource "aws_wafv2_ip_set" "banned" {
  name               = "banned"
  scope              = "REGIONAL"
  ip_address_version = "IPV4"
  addresses          = var.revision == "one" ? ["192.0.2.0/24"] : ["192.0.2.0/24", "198.51.100.7/32"]
}

resource "aws_wafv2_ip_set" "banned_v6" {
  name               = "banned-v6"
  scope              = "REGIONAL"
  ip_address_version = "IPV6"
  addresses          = ["2001:db8::/32"]
}

resource "aws_wafv2_regex_pattern_set" "bots" {
  name  = "bots"
  scope = "REGIONAL"
  regular_expression { regex_string = "^badbot/" }
  dynamic "regular_expression" {
    for_each = var.revision == "one" ? [] : ["^worsebot/"]
    content { regex_string = regular_expression.value }
  }
}

resource "aws_wafv2_web_acl" "shop" {
  name        = "shop"
  scope       = "REGIONAL"
  description = "revision ${var.revision}"

  default_action {
    allow {
      custom_request_handling {
        insert_header {
          name  = "inspected"
          value = var.revision
        }
      }
    }
  }

  custom_response_body {
    key          = "no"
    content_type = "TEXT_PLAIN"
    content      = "no, ${var.revision}"
  }

  rule {
    name     = "addresses"
    priority = 0
    action {
      block {}
    }
    statement {
      or_statement {
        statement {
          ip_set_reference_statement { arn = aws_wafv2_ip_set.banned.arn }
        }
        statement {
          ip_set_reference_statement {
            arn = aws_wafv2_ip_set.banned_v6.arn
            ip_set_forwarded_ip_config {
              header_name       = "X-Forwarded-For"
              fallback_behavior = "NO_MATCH"
              position          = "ANY"
            }
          }
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "addresses"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "bots"
    priority = 1
    action {
      block {
        custom_response {
          response_code            = 418
          custom_response_body_key = "no"
          response_header {
            name  = "x-why"
            value = "bot"
          }
        }
      }
    }
    statement {
      regex_pattern_set_reference_statement {
        arn = aws_wafv2_regex_pattern_set.bots.arn
        field_to_match {
          single_header { name = "user-agent" }
        }
        text_transformation {
          priority = 0
          type     = "LOWERCASE"
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "bots"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "label-curl"
    priority = 2
    action {
      count {
        custom_request_handling {
          insert_header {
            name  = "tool"
            value = "yes"
          }
        }
      }
    }
    rule_label { name = "tool:curl" }
    statement {
      byte_match_statement {
        search_string         = "curl/"
        positional_constraint = "STARTS_WITH"
        field_to_match {
          single_header { name = "user-agent" }
        }
        text_transformation {
          priority = 0
          type     = "NONE"
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "label-curl"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "labelled-on-admin"
    priority = 3
    action {
      block {}
    }
    statement {
      and_statement {
        statement {
          label_match_statement {
            scope = "LABEL"
            key   = "tool:curl"
          }
        }
        statement {
          regex_match_statement {
            regex_string = "^/admin(/|$)"
            field_to_match {
              uri_path {}
            }
            text_transformation {
              priority = 0
              type     = "URL_DECODE"
            }
            text_transformation {
              priority = 1
              type     = "NORMALIZE_PATH"
            }
          }
        }
        statement {
          not_statement {
            statement {
              size_constraint_statement {
                comparison_operator = "GT"
                size                = 100
                field_to_match {
                  query_string {}
                }
                text_transformation {
                  priority = 0
                  type     = "NONE"
                }
              }
            }
          }
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "labelled-on-admin"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "injection"
    priority = 4
    action {
      block {}
    }
    statement {
      or_statement {
        statement {
          sqli_match_statement {
            sensitivity_level = "LOW"
            field_to_match {
              all_query_arguments {}
            }
            text_transformation {
              priority = 0
              type     = "URL_DECODE_UNI"
            }
          }
        }
        statement {
          xss_match_statement {
            field_to_match {
              single_query_argument { name = "q" }
            }
            text_transformation {
              priority = 0
              type     = "HTML_ENTITY_DECODE"
            }
          }
        }
        statement {
          xss_match_statement {
            field_to_match {
              body { oversize_handling = "MATCH" }
            }
            text_transformation {
              priority = 0
              type     = "NONE"
            }
          }
        }
        statement {
          sqli_match_statement {
            sensitivity_level = "HIGH"
            field_to_match {
              json_body {
                match_scope               = "VALUE"
                invalid_fallback_behavior = "EVALUATE_AS_STRING"
                oversize_handling         = "CONTINUE"
                match_pattern {
                  included_paths = ["/comment", "/items"]
                }
              }
            }
            text_transformation {
              priority = 0
              type     = "NONE"
            }
          }
        }
        statement {
          sqli_match_statement {
            sensitivity_level = "LOW"
            field_to_match {
              cookies {
                match_scope       = "VALUE"
                oversize_handling = "CONTINUE"
                match_pattern {
                  excluded_cookies = ["session"]
                }
              }
            }
            text_transformation {
              priority = 0
              type     = "URL_DECODE"
            }
          }
        }
        statement {
          xss_match_statement {
            field_to_match {
              headers {
                match_scope       = "VALUE"
                oversize_handling = "CONTINUE"
                match_pattern {
                  included_headers = ["referer", "x-note"]
                }
              }
            }
            text_transformation {
              priority = 0
              type     = "URL_DECODE"
            }
          }
        }
        statement {
          byte_match_statement {
            search_string         = "TRACK"
            positional_constraint = "EXACTLY"
            field_to_match {
              method {}
            }
            text_transformation {
              priority = 0
              type     = "NONE"
            }
          }
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "injection"
      sampled_requests_enabled   = true
    }
  }

  # What limits, where from, and what browsers prove.

  rule {
    name     = "rate"
    priority = 10
    action {
      block {}
    }
    statement {
      rate_based_statement {
        limit                 = var.revision == "one" ? 5000 : 6000
        evaluation_window_sec = 120
        aggregate_key_type    = "CUSTOM_KEYS"
        custom_key {
          header {
            name = "x-api-key"
            text_transformation {
              priority = 0
              type     = "NONE"
            }
          }
        }
        custom_key {
          http_method {}
        }
        custom_key {
          label_namespace { namespace = "awswaf:000000000000:webacl:shop:tool:" }
        }
        scope_down_statement {
          byte_match_statement {
            search_string         = "/api/"
            positional_constraint = "STARTS_WITH"
            field_to_match {
              uri_path {}
            }
            text_transformation {
              priority = 0
              type     = "NONE"
            }
          }
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "rate"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "rate-by-address"
    priority = 11
    action {
      count {}
    }
    statement {
      rate_based_statement {
        limit              = 100000
        aggregate_key_type = "FORWARDED_IP"
        forwarded_ip_config {
          header_name       = "X-Forwarded-For"
          fallback_behavior = "NO_MATCH"
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "rate-by-address"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "places"
    priority = 12
    action {
      count {}
    }
    statement {
      or_statement {
        statement {
          geo_match_statement {
            country_codes = ["AQ", "BV"]
          }
        }
        statement {
          asn_match_statement {
            asn_list = [64496, 64511]
            forwarded_ip_config {
              header_name       = "X-Forwarded-For"
              fallback_behavior = "NO_MATCH"
            }
          }
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "places"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "fingerprints"
    priority = 13
    action {
      count {}
    }
    statement {
      or_statement {
        statement {
          byte_match_statement {
            search_string         = "0123456789abcdef0123456789abcdef"
            positional_constraint = "EXACTLY"
            field_to_match {
              ja3_fingerprint { fallback_behavior = "NO_MATCH" }
            }
            text_transformation {
              priority = 0
              type     = "NONE"
            }
          }
        }
        statement {
          byte_match_statement {
            search_string         = "t13d"
            positional_constraint = "STARTS_WITH"
            field_to_match {
              ja4_fingerprint { fallback_behavior = "NO_MATCH" }
            }
            text_transformation {
              priority = 0
              type     = "NONE"
            }
          }
        }
        statement {
          byte_match_statement {
            search_string         = "host:user-agent"
            positional_constraint = "STARTS_WITH"
            field_to_match {
              header_order { oversize_handling = "NO_MATCH" }
            }
            text_transformation {
              priority = 0
              type     = "NONE"
            }
          }
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "fingerprints"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "puzzle"
    priority = 14
    action {
      captcha {
        custom_request_handling {
          insert_header {
            name  = "solved"
            value = "yes"
          }
        }
      }
    }
    captcha_config {
      immunity_time_property { immunity_time = var.revision == "one" ? 120 : 240 }
    }
    statement {
      byte_match_statement {
        search_string         = "/puzzle"
        positional_constraint = "EXACTLY"
        field_to_match {
          uri_path {}
        }
        text_transformation {
          priority = 0
          type     = "NONE"
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "puzzle"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "prove"
    priority = 15
    action {
      challenge {}
    }
    challenge_config {
      immunity_time_property { immunity_time = 600 }
    }
    statement {
      byte_match_statement {
        search_string         = "/prove"
        positional_constraint = "EXACTLY"
        field_to_match {
          uri_path {}
        }
        text_transformation {
          priority = 0
          type     = "NONE"
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "prove"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "managed"
    priority = 20
    override_action {
      none {}
    }
    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesCommonRuleSet"
        version     = "Version_1.0"
        rule_action_override {
          name = "SizeRestrictions_BODY"
          action_to_use {
            count {}
          }
        }
        rule_action_override {
          name = "NoUserAgent_HEADER"
          action_to_use {
            block {
              custom_response {
                response_code            = var.revision == "one" ? 430 : 431
                custom_response_body_key = "no"
              }
            }
          }
        }
        scope_down_statement {
          not_statement {
            statement {
              byte_match_statement {
                search_string         = "/unmanaged"
                positional_constraint = "STARTS_WITH"
                field_to_match {
                  uri_path {}
                }
                text_transformation {
                  priority = 0
                  type     = "NONE"
                }
              }
            }
          }
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "managed"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "bots-that-say-so"
    priority = 21
    override_action {
      count {}
    }
    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesBotControlRuleSet"
        managed_rule_group_configs {
          aws_managed_rules_bot_control_rule_set {
            inspection_level        = "COMMON"
            enable_machine_learning = false
          }
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "bots-that-say-so"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "own"
    priority = 22
    override_action {
      none {}
    }
    statement {
      rule_group_reference_statement {
        arn = aws_wafv2_rule_group.own.arn
        rule_action_override {
          name = "counted"
          action_to_use {
            count {}
          }
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "own"
      sampled_requests_enabled   = true
    }
  }

  captcha_config {
    immunity_time_property { immunity_time = 300 }
  }

  challenge_config {
    immunity_time_property { immunity_time = 300 }
  }

  token_domains = ["shop.example", "pay.shop.example"]

  association_config {
    request_body {
      api_gateway { default_size_inspection_limit = "KB_64" }
    }
  }

  data_protection_config {
    data_protection {
      action                     = "HASH"
      exclude_rate_based_details = true
      field {
        field_type = "SINGLE_COOKIE"
        field_keys = ["session"]
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "shop"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_rule_group" "own" {
  name        = "own"
  scope       = "REGIONAL"
  capacity    = 60
  description = "revision ${var.revision}"

  custom_response_body {
    key          = "closed"
    content_type = "APPLICATION_JSON"
    content      = jsonencode({ closed = var.revision })
  }

  rule {
    name     = "closed"
    priority = 0
    action {
      block {
        custom_response {
          response_code            = 503
          custom_response_body_key = "closed"
        }
      }
    }
    rule_label { name = "closed" }
    statement {
      and_statement {
        statement {
          byte_match_statement {
            search_string         = var.revision == "one" ? "/closed" : "/shut"
            positional_constraint = "STARTS_WITH"
            field_to_match {
              uri_path {}
            }
            text_transformation {
              priority = 0
              type     = "LOWERCASE"
            }
          }
        }
        statement {
          not_statement {
            statement {
              ip_set_reference_statement { arn = aws_wafv2_ip_set.banned.arn }
            }
          }
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "closed"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "counted"
    priority = 1
    action {
      block {}
    }
    statement {
      size_constraint_statement {
        comparison_operator = "GE"
        size                = 0
        field_to_match {
          method {}
        }
        text_transformation {
          priority = 0
          type     = "NONE"
        }
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = false
      metric_name                = "counted"
      sampled_requests_enabled   = false
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "own"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_logging_configuration" "shop" {
  resource_arn            = aws_wafv2_web_acl.shop.arn
  log_destination_configs = ["arn:aws:logs:us-east-1:000000000000:log-group:aws-waf-logs-shop"]

  redacted_fields {
    single_header { name = "authorization" }
  }
  redacted_fields {
    query_string {}
  }

  logging_filter {
    default_behavior = "DROP"
    filter {
      behavior    = "KEEP"
      requirement = "MEETS_ANY"
      condition {
        action_condition { action = "BLOCK" }
      }
      condition {
        label_name_condition { label_name = "awswaf:000000000000:webacl:shop:${var.revision}" }
      }
    }
  }
}

resource "aws_wafv2_web_acl_association" "shop" {
  resource_arn = var.site
  web_acl_arn  = aws_wafv2_web_acl.shop.arn
}
