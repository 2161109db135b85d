namespace Redoubt.Aws;

/// <summary>Errors that no service owns, in AWS's words ("Common Errors" of the API references).</summary>
static class EndpointErrors
{
    public static AwsError NoService() => new("MissingAuthenticationToken", 403,
        "Request is missing Authentication Token");

    public static AwsError UnknownService(string signingName) => new("NotImplemented", 501,
        $"there is no service `{(signingName.Length > 32 ? signingName[..32] : signingName)}` here; `redoubt coverage` lists those there are");

    public static AwsError UnknownOperation() => new("UnknownOperationException", 404, "The requested operation is not recognized by the service.");

    /// <summary>The same for the query protocol, whose requests name a version too.</summary>
    public static AwsError UnknownAction(string action, string? version) => new("InvalidAction", 400, $"Could not find operation {action} for version {version ?? "NO_VERSION_SPECIFIED"}");

    public static AwsError MissingAction() => new("MissingAction", 400, "The request is missing an action or a required parameter.");

    public static AwsError NotImplemented(string service, string operation) => new("NotImplemented", 501,
        $"{service}:{operation} is not implemented; `redoubt coverage {service}` lists what is and what is not");

    public static AwsError TooLarge(int limit) => new("RequestEntityTooLargeException", 413, $"the request's body is larger than {limit} bytes");

    public static AwsError TooLargeUnknown(int limit) => new("RequestEntityTooLargeException", 413,
        $"the request's body is larger than {limit} bytes, which only a request that names an existing access key may send");

    public static AwsError TooSlow() => new("RequestTimeout", 408, "the request's body took longer than 30 seconds to arrive");

    /// <summary>Too many large requests at once; clients try again.</summary>
    public static AwsError Saturated() => new("ServiceUnavailable", 503, "The request has failed due to a temporary failure of the server.");

    public static AwsError BadRequest(string message) => new("BadRequest", 400, message);

    public static AwsError Internal() => new("InternalFailure", 500,
        "The request processing has failed because of an unknown error, exception or failure.");

    /// <summary>What cannot be recorded is refused.</summary>
    public static AwsError Unrecordable() => new("ServiceUnavailable", 503, "The request has failed due to a temporary failure of the server.");

    public static AwsError Busy() => new("ConcurrentModificationException", 409,
        "the resource was changed by several requests at once; try again");
}
