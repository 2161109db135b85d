# A web ACL with every kind of statement, field and action that Redoubt has, in force on the default site.

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

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "shop"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "shop" {
  resource_arn = var.site
  web_acl_arn  = aws_wafv2_web_acl.shop.arn
}
