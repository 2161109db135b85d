using Redoubt.Services.WafV2;
using Redoubt.Services.WafV2.InForce;
using Redoubt.Waf;

namespace Redoubt.Fuzz;

/// <summary>The web ACL of a new installation, compiled without one.</summary>
static class DefaultAcl
{
    public static WebAcl Compile()
    {
        CreateWebACLRequest? made = null;
        DefaultWebAcl.Create(Answer, Arn.Parse("arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/default/0000000000000000")).GetAwaiter().GetResult();
        var content = AclContent.Read(made!.Name!, "awswaf:000000000000:webacl:default:", new AclText(made.DefaultAction!, made.Rules));
        var (acl, problems) = WebAcl.Compile(content.Definition, CompileOptions.Default with { ManagedGroups = ManagedRuleGroups.Instance });
        return acl ?? throw new InvalidOperationException(string.Join('\n', problems));

        ValueTask<object> Answer(string operation, object input)
        {
            if (input is CreateWebACLRequest create) made = create;
            return new(operation switch
            {
                "ListWebACLs" => new ListWebACLsResponse { WebACLs = [] },
                "CreateWebACL" => new CreateWebACLResponse { Summary = new() { ARN = "arn:aws:wafv2:us-east-1:000000000000:regional/webacl/default/0" } },
                _ => new AssociateWebACLResponse(),
            });
        }
    }
}
