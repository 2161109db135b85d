namespace Redoubt.Aws.Protocols;

/// <summary>What is wrong with a message itself, as AWS answers it in each protocol.</summary>
static class Errors
{
    /// <summary>The JSON protocols.</summary>
    public static AwsError Serialization(string message) => new("SerializationException", 400, message);

    /// <summary>A form that cannot be taken apart.</summary>
    public static AwsError QueryString() => new("MalformedQueryString", 404, "The query string contains a syntax error");

    /// <summary>A form whose fields do not fit the operation.</summary>
    public static AwsError Input(string message) => new("MalformedInput", 400, message);

    public static AwsError Xml() =>
        new("MalformedXML", 400, "The XML you provided was not well-formed or did not validate against our published schema");

    /// <summary>S3: a header, parameter or label that is not what the model says.</summary>
    public static AwsError Argument(string name) =>
        new("InvalidArgument", 400, $"Invalid argument: {name}") { Members = new Dictionary<string, string> { ["ArgumentName"] = name } };
}
