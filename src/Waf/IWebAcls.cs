namespace Redoubt.Waf;

/// <summary>The web ACLs in force, by what they protect.</summary>
public interface IWebAcls
{
    /// <summary>The current ACL of a resource, or null where it has none. An update takes effect with the next call.</summary>
    WebAcl? For(string resourceArn);
}
