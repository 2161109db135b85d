namespace Redoubt.Tests.Aws.SigV4;

/// <summary>Every way to change one signed part of a request by a little.</summary>
static class Mutations
{
    public static IEnumerable<(string What, WireRequest Request)> Of(WireRequest request, string variant)
    {
        yield return ("method", request with { Method = request.Method + "X" });
        yield return ("method's case", request with { Method = request.Method.ToLowerInvariant() });
        yield return ("body", request with { Body = [.. request.Body, (byte)'x'] });
        var query = request.Target.IndexOf('?');
        yield return ("path", request with { Target = query < 0 ? request.Target + "x" : request.Target.Insert(query, "x") });
        yield return ("query", request with { Target = request.Target + (query < 0 ? "?x" : "&x") });
        yield return ("query", request with { Target = request.Target + (query < 0 ? "?x=1" : "&x=1") });

        foreach (var name in SignedNames(request))
        {
            yield return ($"value of {name}", request.With(name, value => value + "x"));
            yield return ($"value of {name}", request.With(name, value => "x" + value));
            yield return ($"number of {name}", request.Adding(name, "x"));
            yield return ($"absence of {name}", request.Without(name));
        }
        yield return ("added x-amz- header", request.Adding("X-Amz-Acl", "public-read"));

        if (variant == "header")
        {
            yield return ("date", request.With("x-amz-date", value => value[..^2] + (value[^2] == '9' ? "8Z" : "9Z")));
            foreach (var changed in Signatures(request.Header("authorization")!))
                yield return ("signature", request.With("authorization", _ => changed));
            foreach (var (from, to) in ScopeChanges)
                if (request.Header("authorization")!.Contains(from)) yield return (from, request.With("authorization", value => value.Replace(from, to)));
            yield break;
        }
        foreach (var changed in Signatures(request.Target)) yield return ("signature", request with { Target = changed });
        foreach (var parameter in request.Target[(query + 1)..].Split('&'))
        {
            yield return ($"value of {parameter}", request with { Target = request.Target.Replace(parameter, parameter + "1") });
            if (parameter.StartsWith("X-Amz-Signature", StringComparison.Ordinal)) continue;
            yield return ($"absence of {parameter}", request with { Target = request.Target.Replace(parameter, "") });
            yield return ($"number of {parameter}", request with { Target = request.Target + "&" + parameter });
        }
    }

    static readonly (string From, string To)[] ScopeChanges =
    [
        ("/us-east-1/", "/us-east-2/"), ("/service/", "/servicf/"), ("aws4_request,", "aws4_requesu,"), ("/20150830/", "/20150829/"),
        ("AKIDEXAMPLE", "AKIDEXAMPLF"), ("AKIDEXAMPLE", "AKIDEXAMPL"), ("SignedHeaders=", "SignedHeaders=accept;"), ("host;", ""),
    ];

    static IEnumerable<string> SignedNames(WireRequest request) => request.Headers.Select(h => h.Key.ToLowerInvariant())
        .Where(name => name is not ("authorization" or "x-amz-content-sha256")).Distinct();

    // Each of the 64 digits in turn.
    static IEnumerable<string> Signatures(string text)
    {
        var start = text.IndexOf("Signature=", StringComparison.Ordinal) + "Signature=".Length;
        for (var i = start; i < start + 64; i++)
            yield return $"{text[..i]}{(text[i] == '0' ? '1' : '0')}{text[(i + 1)..]}";
    }
}
