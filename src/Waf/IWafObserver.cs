namespace Redoubt.Waf;

/// <summary>Sees every request that a web ACL decided about: for logs and samples.</summary>
public interface IWafObserver
{
    /// <summary>Called on the request's thread before the request goes on. Never waits, never throws; keeps nothing of the body.</summary>
    /// <param name="resourceArn">What the web ACL protects.</param>
    /// <param name="request">Valid during the call only.</param>
    void Observe(string resourceArn, string requestId, InspectedRequest request, in Verdict verdict);
}
