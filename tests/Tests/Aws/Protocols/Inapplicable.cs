namespace Redoubt.Tests.Aws.Protocols;

/// <summary>The published cases that a server cannot be measured by, and why. The test fails for an entry that passes.</summary>
static class Inapplicable
{
    const string HostPath = "the client puts a path of its own endpoint in front";
    const string Compressed = "the case has no body; decompression comes before the protocol";
    const string AutoFill = "the client fills in a token that is not among the parameters";
    const string Unsent = "an empty collection is not sent, so nobody can tell it from none";
    const string EmptyPayload = "clients send an empty document for a payload that is not set";
    const string ClientMap = "a server puts every parameter into the map, as the rest-json cases have it; this one leaves out what the client itself adds";
    const string Lenient = "a form that clients must also understand; a server sends one form";
    const string NoOutput = "nothing is sent for an operation without output; the case shows what clients must bear";
    const string Unknown = "the case's answer has something in it that its result has not";

    static readonly Dictionary<string, string> Reasons = new()
    {
        ["json input AwsJson11HostWithPath"] = HostPath,
        ["json_1_0 input AwsJson10HostWithPath"] = HostPath,
        ["query input QueryHostWithPath"] = HostPath,
        ["rest-json input RestJsonHostWithPath"] = HostPath,

        ["json input SDKAppliedContentEncoding_awsJson1_1"] = Compressed,
        ["json input SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_1"] = Compressed,
        ["json_1_0 input SDKAppliedContentEncoding_awsJson1_0"] = Compressed,
        ["json_1_0 input SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_0"] = Compressed,
        ["query input SDKAppliedContentEncoding_awsQuery"] = Compressed,
        ["query input SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsQuery"] = Compressed,
        ["rest-json input SDKAppliedContentEncoding_restJson1"] = Compressed,
        ["rest-json input SDKAppendedGzipAfterProvidedEncoding_restJson1"] = Compressed,
        ["rest-xml input SDKAppliedContentEncoding_restXml"] = Compressed,
        ["rest-xml input SDKAppendedGzipAfterProvidedEncoding_restXml"] = Compressed,

        ["query input QueryProtocolIdempotencyTokenAutoFill"] = AutoFill,
        ["rest-json input RestJsonQueryIdempotencyTokenAutoFill"] = AutoFill,
        ["rest-xml input QueryIdempotencyTokenAutoFill"] = AutoFill,

        ["query input QueryEmptyQueryMaps"] = Unsent,
        ["rest-json input RestJsonHttpPrefixHeadersAreNotPresent"] = Unsent,
        ["rest-json input RestJsonOmitsEmptyListQueryValues"] = Unsent,
        ["rest-xml input HttpPrefixHeadersAreNotPresent"] = Unsent,

        ["rest-json input RestJsonHttpWithEmptyStructurePayload"] = EmptyPayload,
        ["rest-json input RestJsonHttpWithHeadersButNoPayload"] = EmptyPayload,

        ["rest-json input RestJsonQueryParamsStringListMap"] = ClientMap,
        ["rest-json input RestJsonQueryPrecedence"] = ClientMap,
        ["rest-xml input RestXmlQueryParamsStringListMap"] = ClientMap,
        ["rest-xml input RestXmlQueryPrecedence"] = ClientMap,
        ["rest-xml input AllQueryStringTypes"] = ClientMap,
        ["rest-xml input RestXmlQueryStringEscaping"] = ClientMap,
        ["rest-xml input RestXmlSupportsNaNFloatQueryValues"] = ClientMap,
        ["rest-xml input RestXmlSupportsInfinityFloatQueryValues"] = ClientMap,
        ["rest-xml input RestXmlSupportsNegativeInfinityFloatQueryValues"] = ClientMap,
        ["rest-xml input RestXmlZeroAndFalseQueryValues"] = ClientMap,

        ["json output AwsJson11DateTimeWithNegativeOffset"] = Lenient,
        ["json output AwsJson11DateTimeWithPositiveOffset"] = Lenient,
        ["query output AwsQueryDateTimeWithNegativeOffset"] = Lenient,
        ["query output AwsQueryDateTimeWithPositiveOffset"] = Lenient,
        ["rest-json output RestJsonDateTimeWithNegativeOffset"] = Lenient,
        ["rest-json output RestJsonDateTimeWithPositiveOffset"] = Lenient,
        ["rest-xml output RestXmlDateTimeWithNegativeOffset"] = Lenient,
        ["rest-xml output RestXmlDateTimeWithPositiveOffset"] = Lenient,
        ["json output AwsJson11FooErrorUsingXAmznErrorType"] = Lenient,
        ["json output AwsJson11FooErrorUsingXAmznErrorTypeWithUri"] = Lenient,
        ["json output AwsJson11FooErrorUsingXAmznErrorTypeWithUriAndNamespace"] = Lenient,
        ["json output AwsJson11FooErrorUsingCode"] = Lenient,
        ["json output AwsJson11FooErrorUsingCodeAndNamespace"] = Lenient,
        ["json output AwsJson11FooErrorUsingCodeUriAndNamespace"] = Lenient,
        ["json_1_0 output AwsJson10FooErrorUsingXAmznErrorType"] = Lenient,
        ["json_1_0 output AwsJson10FooErrorUsingXAmznErrorTypeWithUri"] = Lenient,
        ["json_1_0 output AwsJson10FooErrorUsingXAmznErrorTypeWithUriAndNamespace"] = Lenient,
        ["json_1_0 output AwsJson10FooErrorUsingCode"] = Lenient,
        ["json_1_0 output AwsJson10FooErrorUsingCodeAndNamespace"] = Lenient,
        ["json_1_0 output AwsJson10FooErrorUsingCodeUriAndNamespace"] = Lenient,
        ["rest-json output RestJsonFooErrorUsingXAmznErrorTypeWithUri"] = Lenient,
        ["rest-json output RestJsonFooErrorUsingXAmznErrorTypeWithUriAndNamespace"] = Lenient,
        ["rest-json output RestJsonFooErrorUsingCode"] = Lenient,
        ["rest-json output RestJsonFooErrorUsingCodeAndNamespace"] = Lenient,
        ["rest-json output RestJsonFooErrorUsingCodeUriAndNamespace"] = Lenient,
        ["rest-json output RestJsonFooErrorWithDunderType"] = Lenient,
        ["rest-json output RestJsonFooErrorWithDunderTypeAndNamespace"] = Lenient,
        ["rest-json output RestJsonFooErrorWithDunderTypeUriAndNamespace"] = Lenient,

        ["json output handles_empty_output_shape"] = NoOutput,
        ["json output handles_unexpected_json_output"] = NoOutput,
        ["json_1_0 output AwsJson10HandlesEmptyOutputShape"] = NoOutput,
        ["json_1_0 output AwsJson10HandlesUnexpectedJsonOutput"] = NoOutput,

        ["json output AwsJson11DeserializeIgnoreType"] = Unknown,
        ["json output AwsJson11StructuresDontDeserializeNullValues"] = Unknown,
        ["json_1_0 output AwsJson10DeserializeIgnoreType"] = Unknown,
        ["json_1_0 output AwsJson10DeserializeAllowNulls"] = Unknown,
        ["rest-json output RestJsonDeserializeIgnoreType"] = Unknown,
        ["rest-json output RestJsonDeserializesDenseSetMapAndSkipsNull"] = Unknown,
        ["rest-json output RestJsonDoesntDeserializeNullStructureValues"] = Unknown,
        ["rest-xml output InvalidGreetingError"] = Unknown,
        ["rest-xml output ComplexError"] = Unknown,
        ["rest-xml output RestXmlHttpResponseCode"] = "an answer without a body names no media type",
        ["rest-xml output IgnoreQueryParamsInResponse"] = "no output in any service's model binds a member to the query",
    };

    public static string? Reason(string protocol, string direction, string id) => Reasons.GetValueOrDefault($"{protocol} {direction} {id}");
}
