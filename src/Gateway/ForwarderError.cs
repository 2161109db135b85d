namespace Redoubt.Gateway;

/// <summary>How a request ended that was not forwarded whole; also the <c>error.type</c> of the metrics.</summary>
public enum ForwarderError
{
    /// <summary>Forwarded, and answered by the origin.</summary>
    None,

    /// <summary>Cannot be forwarded unchanged: 400, 405 or 417.</summary>
    Refused,

    /// <summary>Blocked by inspection, with the answer it chose.</summary>
    Blocked,

    /// <summary>Asked to prove something first: 202 or 405.</summary>
    Challenged,

    /// <summary>The inspector failed and the site is closed then: 500.</summary>
    InspectionFailed,

    /// <summary>No site answers to the host: 404.</summary>
    NoSite,

    /// <summary>The site has no origin: 503.</summary>
    NoOrigin,

    /// <summary>Too many requests at once, of this client or of all: 503.</summary>
    Saturated,

    /// <summary>The client's body was malformed or broke off: 400 where it can still be told.</summary>
    RequestBody,

    /// <summary>The client's body is larger than the site allows: 413.</summary>
    RequestTooLarge,

    /// <summary>The client was too slow: 408.</summary>
    RequestTimeout,

    /// <summary>The client went away; nobody to answer.</summary>
    ClientGone,

    /// <summary>The origin's name does not resolve, or nothing listens: 502.</summary>
    Connect,

    /// <summary>The origin's certificate or TLS handshake failed: 502.</summary>
    Tls,

    /// <summary>No connection to the origin in time: 504.</summary>
    ConnectTimeout,

    /// <summary>No answer of the origin in time: 504.</summary>
    ResponseTimeout,

    /// <summary>The origin closed the connection without an answer, or answered nonsense: 502.</summary>
    ResponseInvalid,

    /// <summary>The origin broke off or rested too long in the middle of its answer: the client's connection is reset.</summary>
    ResponseBroken,
}

static class ForwarderErrors
{
    /// <summary>Whether it is a fault of clients, which strangers can cause as often as they like, and none of the shop's.</summary>
    public static bool IsClients(this ForwarderError error) => error is ForwarderError.NoSite or ForwarderError.Saturated
        or ForwarderError.RequestBody or ForwarderError.RequestTooLarge or ForwarderError.RequestTimeout;

    /// <summary>The status the client is told; 0 where nobody can be told.</summary>
    public static int Status(this ForwarderError error) => error switch
    {
        ForwarderError.Refused or ForwarderError.RequestBody => 400,
        ForwarderError.InspectionFailed => 500,
        ForwarderError.NoSite => 404,
        ForwarderError.NoOrigin or ForwarderError.Saturated => 503,
        ForwarderError.RequestTooLarge => 413,
        ForwarderError.RequestTimeout => 408,
        ForwarderError.Connect or ForwarderError.Tls or ForwarderError.ResponseInvalid => 502,
        ForwarderError.ConnectTimeout or ForwarderError.ResponseTimeout => 504,
        _ => 0,
    };
}
