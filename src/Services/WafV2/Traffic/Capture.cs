using Redoubt.Services.WafV2.Samples;

namespace Redoubt.Services.WafV2.Traffic;

/// <summary>A request while it is there, of which what logs and samples need is taken once, and only if one of them needs it.</summary>
ref struct Capture(Waf.InspectedRequest request, string requestId, DateTimeOffset time, Waf.Networks networks)
{
    SeenRequest? seen;
    HTTPRequest? shown;

    public readonly DateTimeOffset Time => time;

    public SeenRequest Seen => seen ??= SeenRequest.Of(request, requestId, time, networks);

    /// <summary>As samples show it.</summary>
    public HTTPRequest Shown(Protector protector) => shown ??= Sample.Shown(Seen, protector);
}
