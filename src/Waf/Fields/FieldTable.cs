namespace Redoubt.Waf;

/// <summary>Makes fields from their definitions.</summary>
static class FieldTable
{
    const int MaxNames = 199;
    const int MaxPointers = 50;

    public static Field? Build(FieldDefinition definition, Action<string> fail)
    {
        switch (definition)
        {
            case SingleHeaderField { Name: "" } or SingleQueryArgumentField { Name: "" }:
                fail("a name is needed");
                return null;
            case SingleHeaderField header: return new SingleHeader(header.Name);
            case SingleQueryArgumentField argument: return new SingleQueryArgument(argument.Name);
            case AllQueryArgumentsField: return new AllQueryArguments();
            case UriPathField: return new UriPath();
            case QueryStringField: return new QueryString();
            case UriFragmentField fragment: return new UriFragment(fragment.Fallback);
            case MethodField: return new Method();
            case BodyField body: return new Body(body.Oversize);
            case WholeBodyField whole: return new Body(whole.Oversize);
            case BodyTextsField texts: return new BodyTexts(texts.Oversize);
            case QueryTextsField: return new QueryTexts();
            case XmlBodyField xml: return new XmlBody(xml.Oversize);
            case GraphQlBodyField graphQl: return new GraphQlBody(graphQl.Oversize);
            case MultipartBodyField parts: return new MultipartBody(parts.Oversize);
            case FormArgumentsField form: return new FormArguments(form.Oversize);
            case JsonBodyField json: return BuildJson(json, fail);
            case HeadersField headers when IsValid(headers.Pattern, fail): return new Headers(new NameFilter(headers.Pattern, ignoreCase: true), headers.Scope, headers.Oversize);
            case CookiesField cookies when IsValid(cookies.Pattern, fail): return new Cookies(new NameFilter(cookies.Pattern, ignoreCase: false), cookies.Scope, cookies.Oversize);
            case HeadersField or CookiesField: return null;
            case Ja3Field ja3: return new Fingerprint(isJa4: false, ja3.Fallback);
            case Ja4Field ja4: return new Fingerprint(isJa4: true, ja4.Fallback);
            case HeaderOrderField order: return new HeaderOrder(order.Oversize);
            default:
                fail("this component is not supported");
                return null;
        }
    }

    static JsonBody? BuildJson(JsonBodyField json, Action<string> fail)
    {
        if (json.IncludedPaths is null) return new JsonBody(json);
        var invalid = json.IncludedPaths.FirstOrDefault(p => !JsonPointers.IsValid(p));
        if (json.IncludedPaths.Count is 0 or > MaxPointers) fail($"needs 1 to {MaxPointers} JSON pointers");
        else if (invalid is not null) fail($"`{invalid}` is no JSON pointer");
        else return new JsonBody(json);
        return null;
    }

    static bool IsValid(NamePattern pattern, Action<string> fail)
    {
        if (pattern.Kind == NamePatternKind.All || pattern.Names.Count is > 0 and <= MaxNames) return true;
        fail($"needs 1 to {MaxNames} names");
        return false;
    }
}
