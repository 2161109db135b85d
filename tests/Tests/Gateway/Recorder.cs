using System.Collections.Concurrent;
using System.Text;
using Redoubt.Gateway;

namespace Redoubt.Tests.Gateway;

/// <summary>An inspector that remembers what it was shown, and decides as it is told.</summary>
sealed class Recorder(Func<InspectedRequest, Verdict>? decide = null, int bodyLimit = 16) : IInspector
{
    /// <summary>Requests with what lives only as long as they do.</summary>
    public ConcurrentQueue<(InspectedRequest Request, string Body, string? X)> Seen { get; } = [];

    public int? BodyLimit(Site site) => bodyLimit;

    public ValueTask<Verdict> Inspect(InspectedRequest request, CancellationToken ct)
    {
        Seen.Enqueue((request, Encoding.Latin1.GetString(request.Body), (string?)request.Headers["X"]));
        return ValueTask.FromResult(decide?.Invoke(request) ?? Verdict.Allow);
    }
}
