using System.Globalization;

namespace Redoubt.Services.CloudTrail;

sealed partial class CloudTrailService
{
    const int PageSize = 50;

    // What one request may read before it answers with what it has found and a token to go on.
    const int MaxScanned = 10_000;

    static readonly TimeSpan History = TimeSpan.FromDays(90);

    async ValueTask<LookupEventsResponse> LookupEvents(LookupEventsRequest request, Call call)
    {
        if (request.StartTime > request.EndTime) throw CloudTrailErrors.InvalidTimeRange();
        // There are no insights yet, and so no insight events.
        if (request.EventCategory == EventCategory.Insight) return new() { Events = [] };

        var filter = EventFilter.Of(request.LookupAttributes);
        var (size, position) = (request.MaxResults ?? PageSize, Position(request, call));
        var query = new EventQuery(filter.Key(call.Account, call.Region))
        {
            From = request.StartTime > call.Time - History ? request.StartTime.Value : call.Time - History,
            To = request.EndTime ?? DateTimeOffset.MaxValue,
            Before = position,
        };
        var events = new List<Event>(size);
        var scanned = 0;
        await foreach (var recorded in journal.Find(query, call.Aborted))
        {
            if (events.Count == size || scanned++ == MaxScanned) return new() { Events = events, NextToken = Token(request, position, call) };
            position = recorded.Sequence;
            using var record = new TrailRecord(recorded);
            if (filter.Matches(record, call.Region)) events.Add(record.ToEvent());
        }
        return new() { Events = events };
    }

    static long Position(LookupEventsRequest request, Call call)
    {
        if (request.NextToken is not { } token) return long.MaxValue;
        var parts = call.Pages.Open(call, token)?.Split('|');
        return parts is [var sequence, var parameters] && parameters == Parameters(request) ? long.Parse(sequence, CultureInfo.InvariantCulture)
            : throw CloudTrailErrors.InvalidNextToken();
    }

    static string Token(LookupEventsRequest request, long last, Call call) => call.Pages.Seal(call, $"{last}|{Parameters(request)}");

    // A token goes on with the same question.
    static string Parameters(LookupEventsRequest request) => EventKey.Of(
        request.StartTime?.ToString("O") ?? "", request.EndTime?.ToString("O") ?? "",
        string.Join('\0', (request.LookupAttributes ?? []).Select(attribute => $"{attribute.AttributeKey}={attribute.AttributeValue}"))).ToString("x16");
}
