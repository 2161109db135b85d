namespace Redoubt.Waf;

/// <summary>Requests that are known to exploit a vulnerability or to look for one.</summary>
static class KnownBadInputsRuleSet
{
    static readonly Place Headers = Place.Headers + Place.Cookies;

    public static ManagedRuleGroup Group { get; } = new(ManagedRuleGroup.Aws, "AWSManagedRulesKnownBadInputsRuleSet", "known-bad-inputs", 200, "Requests that exploit known vulnerabilities or look for them: Log4j, Spring, Struts, React, exposed files",
    [
        new("JavaDeserializationRCE_HEADER", "JavaDeserializationRCE_Header", Headers.Has(Detectors.Java)),
        new("JavaDeserializationRCE_BODY", "JavaDeserializationRCE_Body", Place.Body.Has(Detectors.Java)),
        new("JavaDeserializationRCE_URIPATH", "JavaDeserializationRCE_URIPath", Place.Path.Has(Detectors.Java)),
        new("JavaDeserializationRCE_QUERYSTRING", "JavaDeserializationRCE_QueryString", Place.Arguments.Has(Detectors.Java)),
        new("Host_localhost_HEADER", "Host_Localhost_Header", Place.Host.Has(Detector.ForTexts("LOCALHOST", "localhost"))),
        new("PROPFIND_METHOD", "Propfind_Method", new ByteMatchDefinition { Field = new MethodField(), SearchString = "PROPFIND", Position = PositionalConstraint.Exactly }),
        new("ExploitablePaths_URIPATH", "ExploitablePaths_URIPath", Place.Path.Has(Detectors.ExploitablePaths)),
        new("Log4JRCE_HEADER", "Log4JRCE_Header", Headers.Has(Detectors.Log4j)),
        new("Log4JRCE_QUERYSTRING", "Log4JRCE_QueryString", Place.Arguments.Has(Detectors.Log4j)),
        new("Log4JRCE_BODY", "Log4JRCE_Body", Place.Body.Has(Detectors.Log4j)),
        new("Log4JRCE_URIPATH", "Log4JRCE_URIPath", Place.Path.Has(Detectors.Log4j)),
        new("ReactJSRCE_BODY", "ReactJSRCE_Body", (Place.Body + Place.WholeBody).Has(Detectors.ReactFlight)) { Since = 2 },
    ]);
}
